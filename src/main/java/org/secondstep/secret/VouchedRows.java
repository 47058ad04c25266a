package org.secondstep.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Rows that carry a check value: a keyed hash of what the row says, by which the portal
 * knows its own rows from those that somebody with access to the database edited or
 * invented.
 */
public abstract class VouchedRows implements SealedRows {

	private final String table;

	private final String purpose;

	/**
	 * @param purpose of the keyed hash
	 */
	protected VouchedRows(String table, String purpose) {
		this.table = table;
		this.purpose = purpose;
	}

	/**
	 * @return rows in the order of their ids, behind one of them
	 */
	protected abstract List<Row> rows(UUID after, int most);

	/**
	 * @return whether the row was still there
	 */
	protected abstract boolean put(Row row, String check);

	@Override
	public String table() {
		return this.table;
	}

	@Override
	public boolean isAnyThere() {
		return !rows(Place.NOBODY, 1).isEmpty();
	}

	@Override
	public Batch sealAnew(Seals seals, Sealer sealer, UUID after, int most) {
		List<Row> rows = rows(after, most);
		List<Place> unreadable = new ArrayList<>();
		int sealed = 0;
		int left = 0;
		for (Row row : rows) {
			if (!seals.vouches(row.check(), row.values(), this.purpose)) {
				unreadable.add(row.place());
				continue;
			}
			if (!sealer.isCurrentHash(row.check())) {
				sealed += put(row, sealer.keyedHashToKeep(row.values(), this.purpose)) ? 1 : 0;
			}
			if (row.hash() != null && !sealer.isCurrentHash(row.hash())) {
				left++;
			}
		}
		UUID last = rows.isEmpty() ? after : rows.get(rows.size() - 1).place().row();
		return new Batch(last, rows.size(), sealed, left, unreadable);
	}

	/**
	 * One row.
	 *
	 * @param values all that must not be edited
	 * @param check none if an earlier version of the portal wrote the row
	 * @param hash the keyed hash by which the row is still looked up, which can't be made
	 * anew; none if there is no such hash
	 */
	public record Row(Place place, String values, @Nullable String check, @Nullable String hash) {

	}

}
