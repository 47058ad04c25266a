package org.secondstep.authenticator;

import java.util.List;

import org.secondstep.otp.OtpAuthUri;
import org.secondstep.otp.OtpSecret;
import org.secondstep.qr.QrCode;

/**
 * An unfinished enrollment as its page shows it. Holds the secret, so it lives only as
 * long as the request.
 *
 * @param keyGroups the key in groups of four
 * @param link what opens an app on this very device
 * @param label what the app will call the entry
 */
public record Enrollment(List<String> keyGroups, String link, String label) {

	static Enrollment of(String issuer, String label, OtpSecret secret) {
		OtpAuthUri uri = new OtpAuthUri(issuer, label, secret);
		return new Enrollment(secret.groups(), uri.uri(), uri.label());
	}

	/**
	 * @return the QR code as SVG
	 */
	public String qr() {
		return QrCode.of(this.link).svg();
	}

	@Override
	public String toString() {
		return "redacted";
	}

}
