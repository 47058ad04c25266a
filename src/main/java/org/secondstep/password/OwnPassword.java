package org.secondstep.password;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.PasswordChanges;
import org.secondstep.account.PasswordLinks.OpenLink;
import org.secondstep.method.MethodProfile;
import org.secondstep.method.SecondSteps;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.Verification;
import org.secondstep.passwordhash.PasswordHash;
import org.secondstep.passwordhash.Passwords;
import org.secondstep.session.CurrentSession;
import org.secondstep.session.Sessions;

import org.springframework.stereotype.Service;

/**
 * Gives people another password: who knows the current one, or who has the mailed link
 * and, where there is a method, the second step. Hashes hold no database connection.
 */
@Service
class OwnPassword {

	private static final Problem CURRENT_WRONG = new Problem("currentPassword", "password.current-wrong");

	private final PasswordSignIn signIn;

	private final PasswordChanges changes;

	private final Passwords passwords;

	private final SignInMethods methods;

	private final SecondSteps secondSteps;

	private final Sessions sessions;

	private final CurrentSession session;

	OwnPassword(PasswordSignIn signIn, PasswordChanges changes, Passwords passwords, SignInMethods methods,
			SecondSteps secondSteps, Sessions sessions, CurrentSession session) {
		this.signIn = signIn;
		this.changes = changes;
		this.passwords = passwords;
		this.methods = methods;
		this.secondSteps = secondSteps;
		this.sessions = sessions;
		this.session = session;
	}

	/**
	 * @return what is wrong; nothing once the password is changed
	 */
	Optional<Problem> change(AccountProfile account, String current, String chosen, HttpServletRequest request) {
		Optional<Problem> objection = objection(account, chosen);
		if (objection.isPresent()) {
			return objection;
		}
		Optional<AccountProfile> proven = this.signIn.prove(account.username(), current, request);
		if (proven.isEmpty()) {
			return Optional.of(CURRENT_WRONG);
		}
		Optional<AccountProfile> changed = this.changes.change(proven.get(), this.passwords.hash(chosen));
		changed.ifPresent((now) -> {
			this.sessions.deleteOthers(now.id(), request.getSession().getId());
			this.session.passwordChanged(now.generation(), request);
		});
		return (changed.isPresent() || isDone(account, chosen, request)) ? Optional.empty()
				: Optional.of(CURRENT_WRONG);
	}

	/**
	 * The same form came twice.
	 */
	private boolean isDone(AccountProfile account, String chosen, HttpServletRequest request) {
		return this.signIn.prove(account.username(), chosen, request).isPresent();
	}

	/**
	 * Judges the new password before the second step, so that a code is not spent in
	 * vain.
	 * @return what is wrong; nothing if the link may be used now
	 */
	Optional<Problem> problem(AccountProfile account, @Nullable UUID method, String code, String chosen) {
		return objection(account, chosen).or(() -> verify(account, method, code));
	}

	/**
	 * Spends the link and ends every session of the account.
	 * @return the account as it is now; nothing if the link is no longer open
	 */
	Optional<AccountProfile> choose(OpenLink link, String chosen) {
		Optional<AccountProfile> account = this.changes.changeByLink(link, this.passwords.hash(chosen));
		account.ifPresent((changed) -> this.sessions.deleteAll(changed.id()));
		return account;
	}

	private static Optional<Problem> objection(AccountProfile account, String chosen) {
		return PasswordPolicy.of(account)
			.objection(chosen)
			.map((objection) -> new Problem("newPassword", objection.key()));
	}

	private Optional<Problem> verify(AccountProfile account, @Nullable UUID method, String code) {
		List<MethodProfile> registered = this.methods.of(account.id());
		if (registered.isEmpty()) {
			return Optional.empty();
		}
		UUID chosen = registered.stream()
			.map(MethodProfile::id)
			.filter((id) -> id.equals(method))
			.findFirst()
			.orElse(registered.get(0).id());
		Verification verification = this.secondSteps.verify(account, chosen, code, SecondSteps.NOTHING_ELSE);
		if (verification instanceof Verification.Accepted) {
			return Optional.empty();
		}
		return Optional.of(new Problem("code", (verification instanceof Verification.Waiting) ? "new-password.waiting"
				: "sign-in.verify." + verification.key()));
	}

	/**
	 * @param field of the form
	 * @param key of the message
	 */
	record Problem(String field, String key) {
	}

}
