package org.secondstep.password;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.secondstep.account.AccountLocks;
import org.secondstep.account.Accounts;
import org.secondstep.account.LinkPurpose;
import org.secondstep.account.PasswordLinks;
import org.secondstep.account.PasswordLinks.OpenLink;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.limit.EvenTime;
import org.secondstep.limit.Guesses;
import org.secondstep.limit.Refusals;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.Tickets;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The way in of people who have a temporary pass and no password yet, or one for a new
 * password. The pass is spent where it is typed; what it buys is one choice of a
 * password, in that session. Whatever is refused takes the same steps, and nobody is told
 * why.
 */
@Service
class FirstSignIn {

	private static final Duration LIFETIME = Duration.ofMinutes(15);

	/** Has no pass. */
	private static final UUID NOBODY = new UUID(0, 0);

	private final AccountLocks locks;

	private final Accounts accounts;

	private final SignInMethods methods;

	private final Tickets tickets;

	private final PasswordLinks links;

	private final Guesses guesses;

	private final EvenTime time;

	private final Refusals refusals;

	private final TransactionOperations transaction;

	FirstSignIn(AccountLocks locks, Accounts accounts, SignInMethods methods, Tickets tickets, PasswordLinks links,
			Guesses guesses, EvenTime time, Refusals refusals, TransactionOperations transaction) {
		this.locks = locks;
		this.accounts = accounts;
		this.methods = methods;
		this.tickets = tickets;
		this.links = links;
		this.guesses = guesses;
		this.time = time;
		this.refusals = refusals;
		this.transaction = transaction;
	}

	boolean hasShape(String pass) {
		return this.tickets.hasShape(pass);
	}

	/**
	 * @param typed the account as somebody typed it
	 * @return what the pass bought; nothing if it is not the right one now, or is not for
	 * a password of this account
	 */
	Optional<OpenLink> open(String typed, String pass, HttpServletRequest request) {
		return this.time.take(() -> judge(typed, pass, request));
	}

	private Optional<OpenLink> judge(String typed, String pass, HttpServletRequest request) {
		if (!this.guesses.reserveUnguessable(typed, request)) {
			this.refusals.remember(AuditAction.PASS_REFUSED_WAITING, typed, AuditEvent::bySystem);
			return Optional.empty();
		}
		Optional<OpenLink> link = isRight(typed, pass) ? this.transaction.execute((status) -> spend(typed, pass))
				: Optional.empty();
		if (link.isPresent()) {
			this.guesses.forget(typed, request);
		}
		else {
			this.guesses.missed(request);
			this.refusals.remember(AuditAction.PASS_WRONG, typed, AuditEvent::bySystem);
		}
		return link;
	}

	/**
	 * Locks and keeps nothing: a commit would take longer for an account that exists.
	 */
	private boolean isRight(String typed, String pass) {
		return this.transaction.execute((status) -> {
			status.setRollbackOnly();
			UUID known = this.accounts.findEnabled(typed).orElse(NOBODY);
			return spend(known, this.accounts.hasPassword(known), pass);
		});
	}

	private Optional<OpenLink> spend(String typed, String pass) {
		UUID known = this.locks.lockEnabled(typed).orElse(NOBODY);
		boolean hasPassword = this.accounts.hasPassword(known);
		LinkPurpose purpose = hasPassword ? LinkPurpose.RENEWAL_BY_PASS : LinkPurpose.TEMPORARY_PASS;
		return spend(known, hasPassword, pass) ? this.links.find(this.links.issue(known, purpose, LIFETIME))
				: Optional.empty();
	}

	private boolean spend(UUID known, boolean hasPassword, String pass) {
		UUID account = (this.methods.hasAny(known) && !hasPassword) ? NOBODY : known;
		return this.tickets.spend(account, hasPassword, pass);
	}

}
