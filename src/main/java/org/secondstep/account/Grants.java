package org.secondstep.account;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Passes, links, requests and checks are judged when they are used: each carries the
 * number of its account's rights, and counts only while the account has that number. It
 * rises with other roles, another organization, and when the account is disabled.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Grants {

	/** The number of the rights of one account, by its id: for an insert. */
	public static final String RIGHTS = "(select rights_version from account where id = ?)";

	/** A condition on a row that belongs to one account: its rights did not change. */
	public static final String HOLDS = holds("account_id", "rights_version");

	private final AccountLocks locks;

	private final ApplicationEventPublisher events;

	Grants(AccountLocks locks, ApplicationEventPublisher events) {
		this.locks = locks;
		this.events = events;
	}

	/**
	 * @param account column of an account's id
	 * @param version column of the number that its rights had
	 * @return a condition: its rights did not change
	 */
	public static String holds(String account, String version) {
		return " %s = (select a.rights_version from account a where a.id = %s)".formatted(version, account);
	}

	/**
	 * Ends what an account was given, before its rights change or its methods are reset.
	 * @param after see {@link GrantsEnding#after()}
	 * @param by who changes that
	 * @return what was still open
	 */
	public Set<Grant> end(AccountProfile account, @Nullable AccountDetails after, @Nullable AuditSubject by) {
		this.locks.lock(account.id());
		GrantsEnding ending = new GrantsEnding(account, after, EnumSet.noneOf(Grant.class));
		this.events.publishEvent(ending);
		if (!ending.ended().isEmpty()) {
			String ended = ending.ended().stream().map(Grant::key).collect(Collectors.joining(", "));
			this.events.publishEvent(AuditEvent.of(AuditAction.GRANTS_ENDED, account.subject()).by(by).detail(ended));
		}
		return ending.ended();
	}

}
