package org.secondstep.shell;

import java.time.Duration;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.ResponseCookie;
import org.springframework.validation.annotation.Validated;

/**
 * The portal's own address and name.
 *
 * @param baseUrl address under which people reach the portal; its path, if it has one, is
 * where the portal lies. With https the cookies are Secure and carry the __Host- prefix.
 * {@link PortalAddress} says what holds if it is not set
 * @param issuer the name that the app on the phone shows for this portal
 */
@Validated
@ConfigurationProperties("secondstep")
public record PortalProperties(@Nullable BaseUrl baseUrl, @Pattern(regexp = "[^:\\p{Cntrl}]{1,40}",
		message = "must be 1 to 40 characters without a colon") @DefaultValue("Second Step") String issuer) {

	public boolean isSecure() {
		return this.baseUrl != null && this.baseUrl.origin().isSecure();
	}

	/**
	 * Whether nothing else lies on the host of the portal.
	 */
	public boolean hasOwnHost() {
		return this.baseUrl == null || this.baseUrl.path().isEmpty();
	}

	/**
	 * @return the name under which a cookie is set: browsers accept one with the prefix
	 * only from this very host over TLS, and for every path of it; so the name tells two
	 * portals apart that lie below different paths of one host
	 */
	public String cookieName(String name) {
		return (isSecure() ? "__Host-" : "") + name
				+ ((this.baseUrl != null) ? this.baseUrl.path().replace('/', '-') : "");
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
