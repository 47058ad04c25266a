package org.secondstep.authenticator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.secondstep.authenticator.WrongCode.Reason;
import org.secondstep.method.MethodProfile;
import org.secondstep.otp.OtpAlgorithm;
import org.secondstep.otp.OtpCode;
import org.secondstep.otp.OtpSecret;
import org.secondstep.otp.Totp;

/**
 * Explains a code that was not accepted. It searches far wider than what is accepted and
 * must therefore never decide anything.
 *
 * @param expected the secret that should have made the code
 * @param earlier secrets of QR codes given up by "start again"
 * @param others the account's other registered apps
 */
record Diagnosis(OtpSecret expected, List<OtpSecret> earlier, List<RegisteredApp> others) {

	/** Ten minutes either way. */
	private static final int FAR = 20;

	WrongCode explain(OtpCode code, Instant now) {
		return Stream
			.<Supplier<Optional<WrongCode>>>of(() -> wrongClock(code, now), () -> earlierQr(code, now),
					() -> otherMethod(code, now), () -> ignoredSettings(code, now))
			.flatMap((attempt) -> attempt.get().stream())
			.findFirst()
			.orElseGet(() -> WrongCode.of(Reason.UNKNOWN));
	}

	private Optional<WrongCode> wrongClock(OtpCode code, Instant now) {
		OptionalLong skew = skew(this.expected, code, now);
		if (skew.isEmpty()) {
			return Optional.empty();
		}
		long fast = skew.getAsLong();
		return Optional
			.of(new WrongCode((fast < 0) ? Reason.CLOCK_SLOW : Reason.CLOCK_FAST, Long.toString(Math.abs(fast))));
	}

	/**
	 * @return how many seconds the clock is ahead that would have made this code, to half
	 * a step
	 */
	static OptionalLong skew(OtpSecret secret, OtpCode code, Instant now) {
		OptionalLong step = Totp.matchingStep(secret, code, now, FAR);
		if (step.isEmpty()) {
			return step;
		}
		long middle = step.getAsLong() * Totp.STEP.toSeconds() + Totp.STEP.toSeconds() / 2;
		return OptionalLong.of(middle - now.getEpochSecond());
	}

	private Optional<WrongCode> earlierQr(OtpCode code, Instant now) {
		return this.earlier.stream()
			.filter((secret) -> Totp.matchingStep(secret, code, now, FAR).isPresent())
			.findFirst()
			.map((secret) -> WrongCode.of(Reason.EARLIER_QR));
	}

	private Optional<WrongCode> otherMethod(OtpCode code, Instant now) {
		return this.others.stream()
			.filter((app) -> app.accepts(code, now).isPresent())
			.findFirst()
			.map((app) -> new WrongCode(Reason.OTHER_METHOD, app.name()));
	}

	private Optional<WrongCode> ignoredSettings(OtpCode code, Instant now) {
		return Stream.of(OtpAlgorithm.SHA256, OtpAlgorithm.SHA512)
			.filter((algorithm) -> Totp.matchingStep(this.expected, code, now, 1, algorithm).isPresent())
			.findFirst()
			.map((algorithm) -> WrongCode.of(Reason.IGNORED_SETTINGS));
	}

	/**
	 * A registered app with its secret in clear, for as long as a request takes.
	 */
	record RegisteredApp(MethodProfile method, OtpSecret secret, long lastStep) {

		String name() {
			return this.method.name();
		}

		/**
		 * @return whether this step or a later one was spent
		 */
		boolean isSpent(long step, Instant now) {
			return step <= this.lastStep && this.lastStep <= AuthenticatorApps.furthest(now);
		}

		OptionalLong accepts(OtpCode code, Instant now) {
			return Totp.matchingStep(this.secret, code, now, AuthenticatorApps.TOLERANCE);
		}

		@Override
		public String toString() {
			return "redacted";
		}

	}

}
