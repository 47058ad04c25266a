package org.secondstep.shell;

import java.time.Duration;

import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.ResponseCookie;
import org.springframework.validation.annotation.Validated;

/**
 * The portal's own address and name.
 *
 * @param baseUrl address under which people reach the portal, without a path; links in
 * mails and the setup address are built from it, never from what a request says. With
 * https the cookies are Secure and carry the __Host- prefix
 * @param issuer the name that the app on the phone shows for this portal
 */
@Validated
@ConfigurationProperties("secondstep")
public record PortalProperties(
		@Pattern(regexp = "https?://[^/?#]+") @DefaultValue("http://localhost:8080") String baseUrl,
		@Pattern(regexp = "[^:\\p{Cntrl}]{1,40}") @DefaultValue("Second Step") String issuer) {

	public boolean isSecure() {
		return this.baseUrl.startsWith("https:");
	}

	/**
	 * @return the name under which a cookie is set: browsers accept one with the prefix
	 * only from this very host over TLS
	 */
	public String cookieName(String name) {
		return isSecure() ? "__Host-" + name : name;
	}

	/**
	 * @return a cookie of this host for every path, that no script reads
	 */
	public ResponseCookie cookie(String name, String value, Duration age) {
		return ResponseCookie.from(cookieName(name), value)
			.path("/")
			.httpOnly(true)
			.secure(isSecure())
			.sameSite("Lax")
			.maxAge(age)
			.build();
	}

}
