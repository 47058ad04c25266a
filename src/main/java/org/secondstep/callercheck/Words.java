package org.secondstep.callercheck;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

import org.secondstep.secret.Place;
import org.secondstep.secret.Sealer;

/**
 * The two words of one check.
 *
 * @param language in which both are, so that both people can read them
 * @param caller what the caller sees and the member of staff has to hear
 * @param staff the other way round
 */
record Words(String language, String caller, String staff) {

	static final Words NONE = new Words(WordList.OTHERWISE, "", "");

	static Words open(CallerCheck check, Sealer sealer) {
		byte[] opened = sealer.open(check.sealedWords(), place(check.id(), check.account()));
		String[] both = new String(opened, StandardCharsets.UTF_8).split(" ");
		return new Words(check.language(), both[0], both[1]);
	}

	String seal(UUID check, UUID account, Sealer sealer) {
		return sealer.seal((this.caller + " " + this.staff).getBytes(StandardCharsets.UTF_8), place(check, account));
	}

	/**
	 * @return the word that this side reads aloud
	 */
	String of(Side side) {
		return (side == Side.CALLER) ? this.caller : this.staff;
	}

	/**
	 * @return whether this side heard the other one's word
	 */
	boolean heard(Side side, String typed) {
		String expected = WordList.fold(of(side.other()));
		return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
				WordList.fold(typed).getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public String toString() {
		return "redacted";
	}

	static Place place(UUID check, UUID account) {
		return new Place("caller_check", check, "words", account);
	}

}
