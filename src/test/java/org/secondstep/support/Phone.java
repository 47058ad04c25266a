package org.secondstep.support;

import java.security.InvalidKeyException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

import javax.crypto.spec.SecretKeySpec;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import org.apache.commons.codec.binary.Base32;

/**
 * A phone with an authenticator app that is not ours (java-otp), whose clock can be
 * wrong.
 */
public class Phone {

	private final String key;

	private final Clock clock;

	public Phone(String key, Clock clock) {
		this.key = key;
		this.clock = clock;
	}

	/**
	 * Types the key of the page into the app.
	 */
	public static Phone scan(Answer page, Clock clock) {
		return new Phone(page.find("(?s)id=\"manual-key\"[^>]*>(.*?)</code>").replaceAll("<[^>]+>|\\s", ""), clock);
	}

	public String key() {
		return this.key;
	}

	public String code() {
		return code(Duration.ZERO);
	}

	/**
	 * @param fast how much the phone's clock is fast; negative if it is slow
	 */
	public String code(Duration fast) {
		return code(fast, TimeBasedOneTimePasswordGenerator.TOTP_ALGORITHM_HMAC_SHA1);
	}

	public String code(Duration fast, String algorithm) {
		try {
			return new TimeBasedOneTimePasswordGenerator(Duration.ofSeconds(30), 6, algorithm)
				.generateOneTimePasswordString(new SecretKeySpec(new Base32().decode(this.key), "RAW"),
						this.clock.instant().plus(fast), Locale.ROOT);
		}
		catch (InvalidKeyException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * @return six digits that no neighbouring time step has
	 */
	public String wrongCode() {
		int right = Integer.parseInt(code());
		return String.format(Locale.ROOT, "%06d", (right + 271_828) % 1_000_000);
	}

}
