package org.secondstep.restore;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.secondstep.account.AccountGenerations;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.otp.Totp;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Voids every right that a restored database believes in, all of them or none. Doing it
 * again does no harm.
 */
@Service
class RestoreCompletion {

	private final JdbcClient jdbc;

	private final AccountGenerations generations;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	RestoreCompletion(JdbcClient jdbc, AccountGenerations generations, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.generations = generations;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * @return how many rights of each kind were voided
	 */
	@Transactional
	public Map<RestoredRight, Integer> finish() {
		if (this.jdbc.sql("select count(*) from account").query(Integer.class).single() == 0) {
			throw new IllegalStateException("the database has no account. Restore the backup first");
		}
		Instant now = this.clock.instant();
		this.generations.raiseAll();
		Map<RestoredRight, Integer> voided = new EnumMap<>(RestoredRight.class);
		for (RestoredRight right : RestoredRight.values()) {
			voided.put(right,
					this.jdbc.sql(right.statement())
						.param("now", Timestamp.from(now))
						.param("step", Totp.stepAt(now) + 1)
						.update());
		}
		String detail = voided.entrySet()
			.stream()
			.filter((each) -> each.getValue() > 0)
			.map((each) -> each.getKey() + " " + each.getValue())
			.collect(Collectors.joining(", "));
		this.events.publishEvent(AuditEvent.ofPortal(AuditAction.RESTORE_FINISHED).detail(detail));
		return voided;
	}

	/**
	 * @return how many tokens of scripts can be used, also those that were revoked since
	 * the backup
	 */
	int apiTokens() {
		return this.jdbc.sql("select count(*) from api_token where revoked_at is null and expires_at > ?")
			.param(Timestamp.from(this.clock.instant()))
			.query(Integer.class)
			.single();
	}

}
