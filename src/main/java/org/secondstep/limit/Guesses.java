package org.secondstep.limit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.secondstep.account.Username;
import org.secondstep.attempt.Waits;
import org.secondstep.limit.Limits.Budget;
import org.secondstep.secret.Sealer;

import org.springframework.stereotype.Component;

/**
 * Counts what anyone may guess of an account, before it is judged, alike whether the
 * account exists or not.
 */
@Component
public class Guesses {

	private static final int MASSIVE = 50;

	private static final Duration WAIT_OF_ALL = Duration.ofSeconds(30);

	private final Limits limits;

	private final DeviceCookie device;

	private final Sealer sealer;

	Guesses(Limits limits, DeviceCookie device, Sealer sealer) {
		this.limits = limits;
		this.device = device;
		this.sealer = sealer;
	}

	/**
	 * On a device of its owner, what strangers do keeps nobody waiting.
	 * @param typed the account as somebody typed it
	 * @return whether this guess may be judged
	 */
	public boolean reserve(String typed, HttpServletRequest request) {
		return ofDevice(typed, request).map((device) -> this.limits.reserve(List.of(device), Set.of()))
			.orElseGet(() -> reserveAmongStrangers(typed, request));
	}

	public void missed(HttpServletRequest request) {
		this.limits.failed(ClientAddress.of(request.getRemoteAddr()));
	}

	/**
	 * The guess was right: none before it counts any more.
	 */
	public void forget(String typed, HttpServletRequest request) {
		ofDevice(typed, request).map(List::of)
			.orElseGet(() -> budgets(typed, request))
			.forEach((budget) -> this.limits.clear(budget.key()));
	}

	/**
	 * Whoever has to wait for what others did is not counted for it: the own waits would
	 * last longer than the attack.
	 */
	private boolean reserveAmongStrangers(String typed, HttpServletRequest request) {
		return this.limits.reserve(budgets(typed, request), Set.of(ClientAddress.of(request.getRemoteAddr()).key()));
	}

	/**
	 * In the order in which everybody locks them.
	 */
	private List<Budget> budgets(String typed, HttpServletRequest request) {
		return List.of(ofClient(typed, request), ofAccount(typed));
	}

	private Optional<Budget> ofDevice(String typed, HttpServletRequest request) {
		String username = Username.canonical(typed);
		return this.device.owned(username, request)
			.map((id) -> new Budget("device:" + hash(username + "\n" + id), Waits::after));
	}

	private Budget ofClient(String typed, HttpServletRequest request) {
		ClientAddress address = ClientAddress.of(request.getRemoteAddr());
		return new Budget("client:" + hash(Username.canonical(typed) + "\n" + address.value()), Waits::after);
	}

	/**
	 * Whoever asks: only a massive attack reaches its waits.
	 */
	private Budget ofAccount(String typed) {
		return new Budget("account:" + hash(Username.canonical(typed)),
				(failures) -> (failures < MASSIVE) ? Duration.ZERO : WAIT_OF_ALL);
	}

	private String hash(String text) {
		return this.sealer.keyedHash(text, "password-attempts");
	}

}
