package org.secondstep.accountimport;

/**
 * A line of a file: its cells without blanks around them, empty if nothing stands there.
 *
 * @param line of the file, from 1
 */
record ImportRow(int line, String username, String displayName, String email, String organization, String roles,
		String enabled) {
}
