package org.secondstep.assistance;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Why staff act.
 *
 * @param reason in words, or the number of a ticket
 */
record ReasonForm(@NotBlank @Size(min = 3, max = 200) @Nullable String reason) {

	String stripped() {
		return strip(this.reason);
	}

	/**
	 * @return one line without blanks around it
	 */
	static String strip(@Nullable String reason) {
		return (reason != null) ? reason.strip().replaceAll("\\p{Cntrl}", " ") : "";
	}

}
