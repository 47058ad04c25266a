package org.secondstep.otp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What an authenticator app reads from the QR code (Google's Key URI format): issuer and
 * account are how the app lists the entry. Colons are taken out of both, because a colon
 * separates them; so are control characters and those that turn the writing direction.
 * <p>
 * Microsoft Authenticator overwrites an entry of the same label: give the second app of a
 * person another account text, with the device in it.
 *
 * @param issuer the organization, cleaned
 * @param account the username, cleaned
 * @param secret what the app is to know
 */
public record OtpAuthUri(String issuer, String account, OtpSecret secret) {

	private static final Pattern UNWANTED = Pattern
		.compile("[:\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

	/**
	 * Cleans issuer and account.
	 * @throws IllegalArgumentException if nothing is left of one of them
	 */
	public OtpAuthUri {
		issuer = clean("issuer", issuer);
		account = clean("account", account);
	}

	/**
	 * {@code Issuer:account}, in clear for display.
	 */
	public String label() {
		return this.issuer + ":" + this.account;
	}

	/**
	 * The URI, which contains the secret, in ASCII. The settings are the only ones that
	 * every app follows: SHA-1, six digits, 30 seconds.
	 */
	public String uri() {
		return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%s&period=%s".formatted(
				encode(this.issuer), encode(this.account), this.secret.base32(), encode(this.issuer), OtpCode.LENGTH,
				Totp.STEP.toSeconds());
	}

	@Override
	public String toString() {
		return "redacted";
	}

	private static String clean(String part, String text) {
		String cleaned = UNWANTED.matcher(text).replaceAll("").strip();
		if (cleaned.isBlank()) {
			throw new IllegalArgumentException("The %s has no usable character".formatted(part));
		}
		return cleaned;
	}

	// URLEncoder writes forms, not RFC 3986: spaces as +, * as is, ~ escaped.
	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8)
			.replace("+", "%20")
			.replace("*", "%2A")
			.replace("%7E", "~")
			.replace("%40", "@");
	}

}
