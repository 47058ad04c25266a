package org.secondstep.authenticator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import org.secondstep.authenticator.Diagnosis.RegisteredApp;
import org.secondstep.method.MethodKind;
import org.secondstep.method.MethodProfile;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.SpentAhead;
import org.secondstep.otp.OtpCode;
import org.secondstep.otp.OtpSecret;
import org.secondstep.otp.Totp;
import org.secondstep.secret.BrokenSeals;
import org.secondstep.secret.SealBrokenException;
import org.secondstep.secret.Sealer;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/**
 * The registered apps: judges their codes at sign-in.
 */
@Service
@Order(1)
class AuthenticatorApps implements MethodKind {

	static final String KIND = "authenticator-app";

	/**
	 * Steps before and after the current one whose codes are accepted (RFC 6238 §5.2).
	 */
	static final int TOLERANCE = 1;

	/**
	 * A clock that is put back by less brings no spent code back; it only makes the owner
	 * wait as long.
	 */
	private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

	private final AuthenticatorAppRepository apps;

	private final SignInMethods methods;

	private final Sealer sealer;

	private final BrokenSeals broken;

	private final ClockSkews skews;

	private final Clock clock;

	AuthenticatorApps(AuthenticatorAppRepository apps, SignInMethods methods, Sealer sealer, BrokenSeals broken,
			ClockSkews skews, Clock clock) {
		this.apps = apps;
		this.methods = methods;
		this.sealer = sealer;
		this.broken = broken;
		this.skews = skews;
		this.clock = clock;
	}

	@Override
	public String kind() {
		return KIND;
	}

	@Override
	public String enrollmentPath() {
		return "/security-info/authenticator-app/open";
	}

	@Override
	public boolean hasShape(String typed) {
		return OtpCode.parse(typed).isPresent();
	}

	@Override
	public Answer judge(UUID account, UUID method, String typed) {
		Optional<AuthenticatorApp> app = this.apps.findById(method);
		Optional<OtpSecret> secret = app.flatMap((found) -> open(found, account));
		if (app.isEmpty() || secret.isEmpty()) {
			return Answer.UNREADABLE;
		}
		Instant now = this.clock.instant();
		OtpCode code = OtpCode.parse(typed).orElseThrow();
		OptionalLong step = Totp.matchingStep(secret.get(), code, now, TOLERANCE);
		if (step.isEmpty()) {
			Diagnosis.skew(secret.get(), code, now).ifPresent((seconds) -> this.skews.observe(method, seconds));
			return Answer.WRONG;
		}
		this.skews.observe(method, 0);
		long last = app.get().lastStep();
		boolean spent = spend(method, step.getAsLong(), now);
		if (spent && last > furthest(now)) {
			this.skews.reportJump(account, last);
		}
		return spent ? Answer.RIGHT : Answer.REPLAYED;
	}

	@Override
	public Optional<SpentAhead> spentAhead(UUID account) {
		Instant now = this.clock.instant();
		return this.apps.lastStep(account)
			.filter((last) -> last > Totp.stepAt(now) + TOLERANCE)
			.map((last) -> new SpentAhead(Totp.beginOf(last), last <= furthest(now)));
	}

	void register(MethodProfile method, OtpSecret secret, long provenStep) {
		this.apps.save(new AuthenticatorApp(method.id(), method.accountId(), secret, provenStep, this.sealer));
	}

	/**
	 * Makes a code of a registered app useless that was typed where it is only explained:
	 * whoever guesses there must not learn one that opens the account.
	 */
	void spendExplained(List<RegisteredApp> registered, OtpCode code, Instant now) {
		for (RegisteredApp app : registered) {
			app.accepts(code, now).ifPresent((step) -> spend(app.method().id(), step, now));
		}
	}

	private boolean spend(UUID method, long step, Instant now) {
		return this.apps.spend(method, step, furthest(now)) == 1;
	}

	/**
	 * @return the furthest step that can have been spent by now, unless the clock was
	 * wrong
	 */
	static long furthest(Instant now) {
		return Totp.stepAt(now.plus(CLOCK_TOLERANCE));
	}

	/**
	 * @return an account's apps that can be read, in the order they were registered
	 */
	List<RegisteredApp> of(UUID account) {
		List<RegisteredApp> readable = new ArrayList<>();
		for (MethodProfile method : this.methods.of(account)) {
			this.apps.findById(method.id())
				.ifPresent((app) -> open(app, account)
					.ifPresent((secret) -> readable.add(new RegisteredApp(method, secret, app.lastStep()))));
		}
		return readable;
	}

	private Optional<OtpSecret> open(AuthenticatorApp app, UUID account) {
		try {
			return Optional.of(app.secret(account, this.sealer));
		}
		catch (SealBrokenException ex) {
			this.broken.report(app.place(account));
			return Optional.empty();
		}
	}

}
