package org.secondstep.authenticator;

import java.util.List;

/**
 * An unfinished enrollment as its page shows it. Holds the secret in its drawings, so it
 * lives only as long as the request.
 *
 * @param qr the QR code as SVG
 * @param keyGroups the key in groups of four
 * @param link what opens an app on this very device
 * @param label what the app will call the entry
 */
public record Enrollment(String qr, List<String> keyGroups, String link, String label) {

	@Override
	public String toString() {
		return "redacted";
	}

}
