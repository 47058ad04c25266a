package org.secondstep.secret;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A column of keyed hashes, which can't be made anew: their keys are needed until the
 * rows end by themselves.
 *
 * @param column name of the column
 * @param open SQL condition of the rows that are still looked up
 */
public record HashedColumn(JdbcClient jdbc, String table, String column, String open) implements SealedRows {

	@Override
	public boolean isAnyThere() {
		return count("") > 0;
	}

	@Override
	public Batch sealAnew(Seals seals, Sealer sealer, UUID after, int most) {
		return new Batch(after, 0, 0, count(sealer.currentKeyId() + "."), List.of());
	}

	/**
	 * @return how many do not begin so
	 */
	private int count(String beginning) {
		return this.jdbc
			.sql("select count(*) from %s where (%s) and %s not like ?".formatted(this.table, this.open, this.column))
			.param(beginning.isEmpty() ? "" : beginning + "%")
			.query(Integer.class)
			.single();
	}

}
