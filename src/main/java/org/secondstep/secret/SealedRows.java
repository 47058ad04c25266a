package org.secondstep.secret;

import java.util.List;
import java.util.UUID;

/**
 * A column whose values a key of the ring sealed, or made the keyed hash of: one bean for
 * each. By these beans everything is made anew after another key began to seal, and
 * looked at every hour. They are asked before there is a {@link Sealer}, so none may need
 * one.
 */
public interface SealedRows {

	String table();

	/**
	 * @return whether the table has any such row
	 */
	boolean isAnyThere();

	/**
	 * Looks at some rows, in the order of their ids, and makes anew what the present key
	 * did not make in the present form. Runs in a transaction.
	 * @param seals by which stored values are judged
	 * @param sealer makes new ones
	 * @param after id of the last row that was looked at, {@link Place#NOBODY} at first
	 * @param most so many rows
	 */
	Batch sealAnew(Seals seals, Sealer sealer, UUID after, int most);

	/**
	 * What was found.
	 *
	 * @param last id of the last row, if there was one
	 * @param looked how many rows there were
	 * @param sealed how many were made anew
	 * @param left how many need an older key until they end by themselves
	 * @param unreadable what can't be opened at its place, or was not written by the
	 * portal; left as it is
	 */
	record Batch(UUID last, int looked, int sealed, int left, List<Place> unreadable) {

	}

}
