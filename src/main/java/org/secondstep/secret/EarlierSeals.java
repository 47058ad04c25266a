package org.secondstep.secret;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What versions before 135 of the schema left: seals that knew no account, password
 * hashes without a seal, rows without a check value. Read once, in the transaction that
 * upgrades all of them; nothing like it is accepted afterwards.
 */
final class EarlierSeals implements Seals {

	private static final Pattern SEALED = Pattern.compile("(" + KeyRing.ID + ")\\.([A-Za-z0-9_-]{38,})");

	private static final Pattern PRESENT = Pattern.compile(KeyRing.ID + "\\.2\\..*");

	/** Only these had no seal. */
	private static final String UNSEALED = "password-hash";

	private final KeyRing ring;

	EarlierSeals(KeyRing ring) {
		this.ring = ring;
	}

	static boolean isOne(String stored) {
		return SEALED.matcher(stored).matches();
	}

	/**
	 * The purpose of that time was the first word of the present one.
	 * @throws UnusableKeyRingException if the value has a present seal: then this is no
	 * database of an earlier version
	 */
	@Override
	public byte[] open(String stored, Place place) {
		if (PRESENT.matcher(stored).matches()) {
			throw new UnusableKeyRingException("The table key_check was put back to an earlier version, but the table "
					+ place.table() + " is of the present one. Restore the whole database; nothing was changed");
		}
		if (!isOne(stored) && place.purpose().equals(UNSEALED)) {
			return stored.getBytes(StandardCharsets.UTF_8);
		}
		Matcher parts = Sealer.parts(stored, SEALED);
		return SealCipher.open(this.ring, parts.group(1), Sealer.decode(parts.group(2)),
				List.of(parts.group(1), place.table(), place.row().toString(), place.purpose().split(" ", 2)[0]));
	}

	@Override
	public boolean vouches(@Nullable String check, String values, String purpose) {
		if (check != null) {
			throw new UnusableKeyRingException("The table key_check was put back to an earlier version, but rows have"
					+ " check values of the present one. Restore the whole database; nothing was changed");
		}
		return true;
	}

}
