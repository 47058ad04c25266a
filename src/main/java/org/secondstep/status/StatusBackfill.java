package org.secondstep.status;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.attempt.Attempts;
import org.secondstep.method.SignInMethods;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives accounts from before there were standings one, as far as can be told.
 */
@Component
class StatusBackfill {

	private final JdbcClient jdbc;

	private final StandingRepository standings;

	private final Accounts accounts;

	private final SignInMethods methods;

	private final Attempts attempts;

	private final Clock clock;

	StatusBackfill(JdbcClient jdbc, StandingRepository standings, Accounts accounts, SignInMethods methods,
			Attempts attempts, Clock clock) {
		this.jdbc = jdbc;
		this.standings = standings;
		this.accounts = accounts;
		this.methods = methods;
		this.attempts = attempts;
		this.clock = clock;
	}

	@EventListener(ApplicationStartedEvent.class)
	@Transactional
	public void fill() {
		this.jdbc.sql("""
				select a.id from account a
				where not exists (select 1 from enrollment_status s where s.account_id = a.id)""")
			.query(UUID.class)
			.list()
			.forEach(this::fill);
	}

	private void fill(UUID account) {
		Instant now = this.clock.instant();
		AccountProfile profile = this.accounts.find(account).orElseThrow();
		Standing standing = new Standing(profile);
		if (this.methods.hasAny(account)) {
			standing.has(this.methods.of(account), now, profile.organization().zone());
		}
		standing.locked(this.attempts.of(account).isLocked(), now);
		this.standings.save(standing);
	}

}
