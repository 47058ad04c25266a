package org.secondstep.method;

import java.util.Optional;
import java.util.UUID;

/**
 * A kind of sign-in method that people register. Each kind is one package that implements
 * this.
 */
public interface MethodKind extends SecondStep {

	/**
	 * @return path of the first page on which a person registers a method of this kind
	 */
	String enrollmentPath();

	/**
	 * @return the latest answer of an account that was spent in the future
	 */
	default Optional<SpentAhead> spentAhead(UUID account) {
		return Optional.empty();
	}

}
