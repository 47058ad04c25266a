package org.secondstep.secret;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.secret.SealedRows.Batch;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A column of sealed values. Rows in which it is null or empty have none.
 *
 * @param table in which <code>t</code> may be used by the expressions
 * @param id name of the primary key, a UUID
 * @param column name of the sealed column
 * @param purpose SQL expression for {@link Place#purpose()}
 * @param account SQL expression for {@link Place#account()}, null for nobody
 */
public record SealedColumn(JdbcClient jdbc, String table, String id, String column, String purpose,
		String account) implements SealedRows {

	@Override
	public boolean isAnyThere() {
		return !rows(Place.NOBODY, 1).isEmpty();
	}

	@Override
	public Batch sealAnew(Seals seals, Sealer sealer, UUID after, int most) {
		List<Row> rows = rows(after, most);
		List<Place> unreadable = new ArrayList<>();
		int sealed = 0;
		for (Row row : rows) {
			try {
				byte[] plain = seals.open(row.stored(), row.place());
				sealed += sealer.isCurrent(row.stored()) ? 0 : put(row, sealer.seal(plain, row.place()));
			}
			catch (SealBrokenException ex) {
				unreadable.add(row.place());
			}
		}
		UUID last = rows.isEmpty() ? after : rows.get(rows.size() - 1).place().row();
		return new Batch(last, rows.size(), sealed, 0, unreadable);
	}

	private List<Row> rows(UUID after, int most) {
		return this.jdbc
			.sql("select t.%1$s, t.%2$s, %3$s, %4$s from %5$s t where t.%1$s > ? and t.%2$s <> ''".formatted(this.id,
					this.column, this.purpose, this.account, this.table) + " order by t.%s limit ?".formatted(this.id))
			.params(after, most)
			.query(this::row)
			.list();
	}

	/**
	 * @return 1, or 0 if somebody wrote another value meanwhile
	 */
	private int put(Row row, String sealed) {
		return this.jdbc
			.sql("update %1$s set %2$s = ? where %3$s = ? and %2$s = ?".formatted(this.table, this.column, this.id))
			.params(sealed, row.place().row(), row.stored())
			.update();
	}

	private Row row(ResultSet row, int index) throws SQLException {
		@Nullable UUID account = row.getObject(4, UUID.class);
		return new Row(row.getString(2), new Place(this.table, row.getObject(1, UUID.class), row.getString(3),
				Objects.requireNonNullElse(account, Place.NOBODY)));
	}

	private record Row(String stored, Place place) {

	}

}
