package org.secondstep.accountimport;

import java.util.Locale;

/**
 * Why a file is not even looked at line by line.
 *
 * @param value what the message names
 */
record FileObjection(Reason reason, String value) {

	/**
	 * @return the key of the message that says what to do
	 */
	String key() {
		return "import.file." + this.reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	enum Reason {

		/** None was chosen, or there is not one account in it. */
		EMPTY,

		/** A workbook, an archive, or something else that is no text. */
		NOT_TEXT,

		/** Text in another encoding than UTF-8. */
		ENCODING,

		/** The first line does not name the six columns. */
		HEADER,

		TOO_MANY_LINES

	}

}
