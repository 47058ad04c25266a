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
 * account exists or not. While many clients attack one account, strangers share what is
 * judged: one each half a minute, whoever comes first, and each client that was refused
 * once more after a wait.
 */
@Component
public class Guesses {

	private static final int MASSIVE = 50;

	private static final Duration WAIT_OF_ALL = Duration.ofSeconds(30);

	/** For a client that was refused because of others. */
	static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

	/** Clients whose wait is over, of one account, within that time. */
	static final int MOST_AFTER_WAIT = 250;

	private final Limits limits;

	private final DeviceCookie device;

	private final LinkCookie link;

	private final Sealer sealer;

	Guesses(Limits limits, DeviceCookie device, LinkCookie link, Sealer sealer) {
		this.limits = limits;
		this.device = device;
		this.link = link;
		this.sealer = sealer;
	}

	/**
	 * On a device of its owner, and where a link of the account was used, what strangers
	 * do keeps nobody waiting.
	 * @param typed the account as somebody typed it
	 * @return whether this guess may be judged
	 */
	public boolean reserve(String typed, HttpServletRequest request) {
		return ofBrowser(typed, request).map((browser) -> this.limits.reserve(List.of(browser), Set.of()).isEmpty())
			.orElseGet(() -> reserveAmongStrangers(typed, request));
	}

	/**
	 * For what is too long to be guessed by many clients together, such as a temporary
	 * pass: only the client's own guesses make it wait.
	 */
	public boolean reserveUnguessable(String typed, HttpServletRequest request) {
		return this.limits.reserve(List.of(ofClient(typed, request)), Set.of(address(request))).isEmpty();
	}

	public void missed(HttpServletRequest request) {
		this.limits.failed(ClientAddress.of(request.getRemoteAddr()));
	}

	/**
	 * The guess was right: none before it counts any more.
	 */
	public void forget(String typed, HttpServletRequest request) {
		ofBrowser(typed, request).map(List::of)
			.orElseGet(() -> budgets(typed, request))
			.forEach((budget) -> this.limits.clear(budget.key()));
	}

	/**
	 * Attempts refused because of other people's failures are not counted; otherwise the
	 * user would stay blocked after the attack ends.
	 */
	private boolean reserveAmongStrangers(String typed, HttpServletRequest request) {
		Set<String> waiting = this.limits.reserve(budgets(typed, request), Set.of(address(request)));
		return waiting.isEmpty() || waiting.equals(Set.of(ofAccount(typed).key())) && outwaited(typed, request);
	}

	/**
	 * Not counted for the account: a client whose wait is over takes nothing from the
	 * others.
	 */
	private boolean outwaited(String typed, HttpServletRequest request) {
		String client = "wait:" + ofClient(typed, request).key();
		if (!this.limits.outwait(client, LONGEST_WAIT)) {
			return false;
		}
		if (this.limits.admit("waited:" + ofAccount(typed).key(), MOST_AFTER_WAIT, LONGEST_WAIT)) {
			return this.limits.reserve(List.of(ofClient(typed, request)), Set.of()).isEmpty();
		}
		this.limits.outwait(client, Duration.ZERO);
		return false;
	}

	/**
	 * In the order in which everybody locks them.
	 */
	private List<Budget> budgets(String typed, HttpServletRequest request) {
		return List.of(ofClient(typed, request), ofAccount(typed));
	}

	private Optional<Budget> ofBrowser(String typed, HttpServletRequest request) {
		String username = Username.canonical(typed);
		return this.device.owned(username, request)
			.or(() -> this.link.id(username, request))
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

	private static String address(HttpServletRequest request) {
		return ClientAddress.of(request.getRemoteAddr()).key();
	}

	private String hash(String text) {
		return this.sealer.keyedHash(text, "password-attempts");
	}

}
