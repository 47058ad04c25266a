package org.secondstep.method;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountGenerations;
import org.secondstep.account.AccountLocks;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Grants;
import org.secondstep.attempt.Attempts;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes registered methods away. Every session of the account ends in the same
 * transaction: a thief may be in one of them. A method that is not the account's own does
 * not exist: {@link NoSuchElementException}.
 */
@Service
@Transactional
public class MethodRemovals {

	private final SignInMethodRepository methods;

	private final Attempts attempts;

	private final MfaDuty duty;

	private final AccountLocks locks;

	private final Grants grants;

	private final AccountGenerations generations;

	private final ApplicationEventPublisher events;

	MethodRemovals(SignInMethodRepository methods, Attempts attempts, MfaDuty duty, AccountLocks locks, Grants grants,
			AccountGenerations generations, ApplicationEventPublisher events) {
		this.methods = methods;
		this.attempts = attempts;
		this.duty = duty;
		this.locks = locks;
		this.grants = grants;
		this.generations = generations;
		this.events = events;
	}

	/**
	 * Removes a method; the oldest other one becomes the default if this was it.
	 * @return the account's new generation if it was removed; the last method of somebody
	 * who must have one stays, and one that is gone or another person's is none. Nothing
	 * either if the owner's session was ended meanwhile
	 */
	public OptionalInt remove(AccountProfile account, UUID id) {
		this.attempts.lockMethods(account.id());
		if (!this.locks.lockInSession(account)) {
			return OptionalInt.empty();
		}
		Optional<SignInMethod> method = this.methods.findByIdAndAccountId(id, account.id());
		if (method.isEmpty() || (all(account).size() == 1 && this.duty.isMandatory(account))) {
			return OptionalInt.empty();
		}
		int generation = delete(account, method.get());
		MethodProfile profile = method.get().profile();
		remember(AuditAction.METHOD_REMOVED, account, profile.kind(), account.subject(), profile.name());
		return OptionalInt.of(generation);
	}

	/**
	 * Staff remove a method, also the last one.
	 * @param reason why, for the audit and the owner
	 */
	public void removeFor(AccountProfile owner, UUID id, AuditSubject staff, String reason) {
		this.attempts.lockMethods(owner.id());
		SignInMethod method = this.methods.findByIdAndAccountId(id, owner.id()).orElseThrow();
		delete(owner, method);
		remember(AuditAction.METHOD_REMOVED_BY_STAFF, owner, method.profile().kind(), staff,
				method.profile().name() + ": " + reason);
	}

	/**
	 * Staff remove every method, what was begun to register another one, passes and links
	 * that were open, and the wait after wrong answers.
	 * @param required whether the owner must have one again, also where nobody else must
	 * @return whether there was anything to do
	 */
	public boolean reset(AccountProfile owner, boolean required, AuditSubject staff, String reason) {
		this.attempts.lockMethods(owner.id());
		this.locks.lock(owner.id()); // before what was begun, as whoever changes a
										// password or rights
		if (this.methods.existsByAccountId(owner.id())) {
			this.grants.end(owner, null, staff);
		}
		this.events.publishEvent(new ResetBegun(owner.id()));
		List<SignInMethod> registered = all(owner);
		boolean demanded = required && this.duty.demand(owner.id());
		registered.forEach(this.methods::delete);
		this.attempts.clear(owner.id());
		if (registered.isEmpty() && !demanded) {
			return false;
		}
		this.generations.raise(owner.id());
		remember(required ? AuditAction.ENROLLMENT_REQUIRED : AuditAction.METHODS_RESET, owner, null, staff, reason);
		return true;
	}

	private int delete(AccountProfile account, SignInMethod method) {
		if (method.isDefault()) {
			all(account).stream()
				.filter((other) -> other != method)
				.findFirst()
				.ifPresent((other) -> other.chooseAsDefault(true));
		}
		this.methods.delete(method);
		return this.generations.raise(account.id());
	}

	private List<SignInMethod> all(AccountProfile account) {
		return this.methods.findByAccountIdOrderByRegisteredAtAscIdAsc(account.id());
	}

	private void remember(AuditAction action, AccountProfile account, @Nullable String kind, AuditSubject by,
			String detail) {
		this.events.publishEvent(new AuditEvent(action, account.subject(), by, kind, detail));
	}

}
