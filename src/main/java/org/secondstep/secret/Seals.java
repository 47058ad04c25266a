package org.secondstep.secret;

import org.jspecify.annotations.Nullable;

/**
 * How stored values are judged: as they must be, or once, during an upgrade, as an
 * earlier version of the portal left them.
 */
public interface Seals {

	/**
	 * @throws SealBrokenException if the value can't be opened at this place
	 */
	byte[] open(String stored, Place place);

	/**
	 * @return whether the portal itself wrote this check value for these values
	 */
	boolean vouches(@Nullable String check, String values, String purpose);

}
