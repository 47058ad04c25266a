package org.secondstep.accountimport;

/**
 * What is wrong in a line.
 *
 * @param line of the file, from 1
 * @param column its key, or "row" if it is about the whole line
 * @param reason the last part of the message's key
 * @param value what the message names
 */
record Problem(int line, String column, String reason, String value) {

	static Problem of(ImportRow row, Column column, String reason, String value) {
		return new Problem(row.line(), column.key(), reason, value);
	}

	static Problem ofLine(int line, String reason, Object value) {
		return new Problem(line, "row", reason, value.toString());
	}

}
