package org.secondstep.adminrecovery;

import org.secondstep.console.ConsoleCommand;

/**
 * What became of a request for a recovery address.
 *
 * @param text the address, or why there is none
 */
record RecoveryAnswer(boolean granted, String text) {

	private static final String GRANTED = "granted ";

	private static final String REFUSED = "refused ";

	static RecoveryAnswer refused(String why) {
		return new RecoveryAnswer(false, why);
	}

	static RecoveryAnswer parse(String note) {
		return new RecoveryAnswer(note.startsWith(GRANTED), note.substring(GRANTED.length()));
	}

	String note() {
		return (this.granted ? GRANTED : REFUSED) + this.text;
	}

	int exitStatus() {
		return this.granted ? ConsoleCommand.DONE : ConsoleCommand.NOT_DONE;
	}

	@Override
	public String toString() {
		return "redacted";
	}

}
