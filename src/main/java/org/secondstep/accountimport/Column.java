package org.secondstep.accountimport;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The columns of a file, in any order.
 */
enum Column {

	USERNAME, DISPLAY_NAME, EMAIL, ORGANIZATION, ROLES, ENABLED;

	static final List<String> NAMES = Arrays.stream(values()).map(Column::key).toList();

	/**
	 * @return its name in the first line of a file
	 */
	String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
