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
	 * @param typed the account as somebody typed it
	 * @return whether this guess may be judged
	 */
	boolean reserve(String typed, HttpServletRequest request) {
		ClientAddress address = ClientAddress.of(request.getRemoteAddr());
		return !this.attempts.isBlocked(address) && budgets(typed, address, request).stream()
			.allMatch((budget) -> this.attempts.reserve(budget.key(), budget::wait));
	}

	void missed(HttpServletRequest request) {
		this.attempts.failed(ClientAddress.of(request.getRemoteAddr()));
	}

	/**
	 * The guess was right: none before it counts any more.
	 */
	void forget(String typed, HttpServletRequest request) {
		budgets(typed, ClientAddress.of(request.getRemoteAddr()), request)
			.forEach((budget) -> this.attempts.clear(budget.key()));
	}

	/**
	 * On a device that its owner marked there is one counter that no stranger can touch;
	 * elsewhere one per client, and one per account for massive attacks.
	 */
	private List<Budget> budgets(String typed, ClientAddress address, HttpServletRequest request) {
		String username = Username.canonical(typed);
		Optional<DeviceCookie.Mark> mark = this.device.of(username, request);
		if (mark.isPresent()) {
			return List.of(new Budget("device:" + hash(username + "\n" + mark.get().id()), false));
		}
		return List.of(new Budget("client:" + hash(username + "\n" + address.value()), false),
				new Budget("account:" + hash(username), true));
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
