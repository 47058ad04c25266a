package org.secondstep.callercheck;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A word as somebody heard it.
 */
record WordForm(@NotBlank @Size(max = 50) @Nullable String word) {

	String typed() {
		return (this.word != null) ? this.word : "";
	}

}
