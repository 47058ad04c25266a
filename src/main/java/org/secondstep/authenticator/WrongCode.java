package org.secondstep.authenticator;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Why a code was not right, for people.
 *
 * @param value what the explanation names: seconds, number of characters typed or the
 * name of a method; never the code
 */
public record WrongCode(Reason reason, @Nullable String value) {

	public enum Reason {

		MALFORMED, CLOCK_SLOW, CLOCK_FAST, EARLIER_QR, IGNORED_SETTINGS, OTHER_METHOD, UNKNOWN, FITS_NONE, THROWN_AWAY,
		UNREADABLE;

		/**
		 * @return the last part of its message's key
		 */
		String key() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

	static WrongCode of(Reason reason) {
		return new WrongCode(reason, null);
	}

	static WrongCode malformed(@Nullable String typed) {
		int length = (typed != null) ? typed.replaceAll("\\s", "").length() : 0;
		return new WrongCode(Reason.MALFORMED, Integer.toString(length));
	}

	public String messageKey() {
		return "authenticator.wrong." + this.reason.key();
	}

}
