package org.secondstep.authenticator;

/**
 * What became of the code that should prove a new app.
 */
public sealed interface Confirmation {

	record Registered(String name) implements Confirmation {
	}

	record Wrong(WrongCode code) implements Confirmation {
	}

	/**
	 * There is nothing to prove: never begun, over, or already proven in another tab.
	 */
	record NothingPending() implements Confirmation {
	}

}
