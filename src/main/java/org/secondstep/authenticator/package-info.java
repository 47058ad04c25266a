/**
 * The kind "authenticator app": an app on the phone that shows six digits every 30
 * seconds (RFC 6238). From the first QR code to the last code, with the explanation of
 * every wrong one. Secrets are sealed before they are stored and leave the server once,
 * on the page that shows the QR code.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "notice", "limit", "method", "attempt", "session", "account", "organization",
		"audit", "job", "otp", "qr", "secret", "shell" })
package org.secondstep.authenticator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
