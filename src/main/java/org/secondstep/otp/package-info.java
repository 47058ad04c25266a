/**
 * Time-based one-time passwords (RFC 6238) and the URI that brings a secret into an
 * authenticator app: pure functions of secret, code and time.
 * <p>
 * May use googleauth for the arithmetic and commons-codec for Base32; no Spring, no other
 * feature. Must never read a clock, remember what was used, decide about attempts, print
 * a secret or a code, or call the parts of googleauth that judge codes or that draw QR
 * codes (the first refuse 000000, the second send the secret to a third party).
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.secondstep.otp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
