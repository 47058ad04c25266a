package org.secondstep.method;

import java.time.Clock;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.secondstep.account.AccountProfile;
import org.secondstep.account.FirstEnrollments;
import org.secondstep.attempt.Attempts;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The registered methods of people. Every change is remembered in the audit. A method
 * that is not the account's own does not exist: {@link NoSuchElementException}.
 */
@Service
@Transactional
public class SignInMethods {

	private static final int MOST = 10;

	private final SignInMethodRepository methods;

	private final Attempts attempts;

	private final MfaDuty duty;

	private final FirstEnrollments firsts;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	SignInMethods(SignInMethodRepository methods, Attempts attempts, MfaDuty duty, FirstEnrollments firsts,
			ApplicationEventPublisher events, Clock clock) {
		this.methods = methods;
		this.attempts = attempts;
		this.duty = duty;
		this.firsts = firsts;
		this.events = events;
		this.clock = clock;
	}

	@Transactional(readOnly = true)
	public List<MethodProfile> of(UUID account) {
		return this.methods.findByAccountIdOrderByRegisteredAtAscIdAsc(account)
			.stream()
			.map(SignInMethod::profile)
			.toList();
	}

	@Transactional(readOnly = true)
	public boolean hasAny(UUID account) {
		return this.methods.existsByAccountId(account);
	}

	@Transactional(readOnly = true)
	public Optional<MethodProfile> find(UUID account, UUID method) {
		return this.methods.findByIdAndAccountId(method, account).map(SignInMethod::profile);
	}

	@Transactional(readOnly = true)
	public boolean isFull(UUID account) {
		return of(account).size() >= MOST;
	}

	/**
	 * @return the wanted name, with a number if another method has it
	 */
	@Transactional(readOnly = true)
	public String freeName(UUID account, String wanted) {
		List<String> taken = of(account).stream().map(MethodProfile::name).toList();
		return Stream.iterate(1, (number) -> number + 1)
			.map((number) -> (number == 1) ? wanted : wanted + " " + number)
			.filter((name) -> !taken.contains(name))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * What is registered already stays usable, whatever its organization allows now.
	 * @return whether the organization allows its people to add a method of this kind
	 */
	public static boolean isAllowed(AccountProfile account, String kind) {
		return account.organization().policy().allows(kind);
	}

	/**
	 * Registers a proven method. The first one becomes the default.
	 * @param name what its owner calls it, see {@link #freeName}
	 * @throws IllegalStateException if the account has ten methods already, or its
	 * organization does not allow this kind
	 */
	public MethodProfile register(AccountProfile account, String kind, String name) {
		this.attempts.openAndLock(account.id());
		if (isFull(account.id()) || !isAllowed(account, kind)) {
			throw new IllegalStateException("Expected fewer than " + MOST + " methods and an allowed kind");
		}
		this.firsts.remember(account);
		SignInMethod method = this.methods.save(new SignInMethod(account.id(), kind, freeName(account.id(), name),
				!hasAny(account.id()), this.clock.instant()));
		this.duty.fulfil(account.id());
		remember(AuditAction.METHOD_REGISTERED, account, method);
		return method.profile();
	}

	/**
	 * @return whether the name was free
	 */
	public boolean rename(AccountProfile account, UUID id, String name) {
		this.attempts.lockMethods(account.id());
		SignInMethod method = own(account, id);
		if (of(account.id()).stream().anyMatch((other) -> other.name().equals(name) && !other.id().equals(id))) {
			return false;
		}
		method.rename(name);
		remember(AuditAction.METHOD_RENAMED, account, method);
		return true;
	}

	public void makeDefault(AccountProfile account, UUID id) {
		this.attempts.lockMethods(account.id());
		SignInMethod chosen = own(account, id);
		all(account).forEach((method) -> method.chooseAsDefault(method == chosen));
		remember(AuditAction.DEFAULT_METHOD_CHOSEN, account, chosen);
	}

	void used(AccountProfile account, UUID id) {
		own(account, id).used(this.clock.instant());
	}

	private SignInMethod own(AccountProfile account, UUID id) {
		return this.methods.findByIdAndAccountId(id, account.id()).orElseThrow();
	}

	private Stream<SignInMethod> all(AccountProfile account) {
		return this.methods.findByAccountIdOrderByRegisteredAtAscIdAsc(account.id()).stream();
	}

	private void remember(AuditAction action, AccountProfile account, SignInMethod method) {
		this.events.publishEvent(
				AuditEvent.of(action, account.subject()).method(method.profile().kind(), method.profile().name()));
	}

}
