package org.secondstep.method;

/**
 * A kind of sign-in method that people register. Each kind is one package that implements
 * this.
 */
public interface MethodKind extends SecondStep {

	/**
	 * @return path of the first page on which a person registers a method of this kind
	 */
	String enrollmentPath();

}
