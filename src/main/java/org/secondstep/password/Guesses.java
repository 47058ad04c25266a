package org.secondstep.password;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.secondstep.account.Username;
import org.secondstep.secret.Sealer;

import org.springframework.stereotype.Component;

/**
 * Counts what anyone may guess of an account, before it is judged, alike whether the
 * account exists or not.
 */
@Component
class Guesses {

	private final PasswordAttempts attempts;

	private final DeviceCookie device;

	private final Sealer sealer;

	Guesses(PasswordAttempts attempts, DeviceCookie device, Sealer sealer) {
		this.attempts = attempts;
		this.device = device;
		this.sealer = sealer;
	}

	/**
	 * On a device of its owner, what strangers do keeps nobody waiting.
	 * @param typed the account as somebody typed it
	 * @return whether this guess may be judged
	 */
	boolean reserve(String typed, HttpServletRequest request) {
		return ofDevice(typed, request).map(this::reserve).orElseGet(() -> reserveAmongStrangers(typed, request));
	}

	void missed(HttpServletRequest request) {
		this.attempts.failed(ClientAddress.of(request.getRemoteAddr()));
	}

	/**
	 * The guess was right: none before it counts any more.
	 */
	void forget(String typed, HttpServletRequest request) {
		ofDevice(typed, request).map(List::of)
			.orElseGet(() -> List.of(ofClient(typed, request), ofAccount(typed)))
			.forEach((budget) -> this.attempts.clear(budget.key()));
	}

	/**
	 * Whoever has to wait for what others did is not counted for it: the own waits would
	 * last longer than the attack.
	 */
	private boolean reserveAmongStrangers(String typed, HttpServletRequest request) {
		String address = PasswordAttempts.keyOf(ClientAddress.of(request.getRemoteAddr()));
		Budget ofAccount = ofAccount(typed);
		return !this.attempts.isBlocked(address) && !this.attempts.isBlocked(ofAccount.key())
				&& reserve(ofClient(typed, request)) && reserve(ofAccount);
	}

	private boolean reserve(Budget budget) {
		return this.attempts.reserve(budget.key(), budget::wait);
	}

	private Optional<Budget> ofDevice(String typed, HttpServletRequest request) {
		String username = Username.canonical(typed);
		return this.device.owned(username, request)
			.map((id) -> new Budget("device:" + hash(username + "\n" + id), false));
	}

	private Budget ofClient(String typed, HttpServletRequest request) {
		ClientAddress address = ClientAddress.of(request.getRemoteAddr());
		return new Budget("client:" + hash(Username.canonical(typed) + "\n" + address.value()), false);
	}

	/**
	 * For massive attacks.
	 */
	private Budget ofAccount(String typed) {
		return new Budget("account:" + hash(Username.canonical(typed)), true);
	}

	private String hash(String text) {
		return this.sealer.keyedHash(text, "password-attempts");
	}

	private record Budget(String key, boolean wholeAccount) {

		Duration wait(int failures) {
			return this.wholeAccount ? PasswordAttempts.perAccount(failures) : PasswordAttempts.perClient(failures);
		}

	}

}
