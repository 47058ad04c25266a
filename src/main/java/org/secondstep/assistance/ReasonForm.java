package org.secondstep.assistance;

import java.util.Objects;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Why staff act.
 *
 * @param reason in words, or the number of a ticket
 */
record ReasonForm(@NotBlank @Size(min = 3, max = 200) @Nullable String reason) {

	ReasonForm {
		reason = strip(reason);
	}

	/**
	 * @throws NullPointerException if the form is not valid
	 */
	String why() {
		return Objects.requireNonNull(this.reason);
	}

	/**
	 * @return one line without blanks around it
	 */
	static @Nullable String strip(@Nullable String reason) {
		return (reason != null) ? reason.replaceAll("[\\p{Z}\\p{Cc}\\p{Cf}]+", " ").strip() : null;
	}

}
