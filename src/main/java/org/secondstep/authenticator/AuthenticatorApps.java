package org.secondstep.authenticator;

import java.time.Clock;
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

	private final AuthenticatorAppRepository apps;

	private final SignInMethods methods;

	private final Sealer sealer;

	private final BrokenSeals broken;

	private final Clock clock;

	AuthenticatorApps(AuthenticatorAppRepository apps, SignInMethods methods, Sealer sealer, BrokenSeals broken,
			Clock clock) {
		this.apps = apps;
		this.methods = methods;
		this.sealer = sealer;
		this.broken = broken;
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
		Optional<OtpSecret> secret = this.apps.findById(method).flatMap((app) -> open(app, account));
		if (secret.isEmpty()) {
			return Answer.UNREADABLE;
		}
		OtpCode code = OtpCode.parse(typed).orElseThrow();
		OptionalLong step = Totp.matchingStep(secret.get(), code, this.clock.instant(), TOLERANCE);
		if (step.isEmpty()) {
			return Answer.WRONG;
		}
		return (this.apps.spend(method, step.getAsLong()) == 1) ? Answer.RIGHT : Answer.REPLAYED;
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
			app.accepts(code, now).ifPresent((step) -> this.apps.spend(app.method().id(), step));
		}
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
