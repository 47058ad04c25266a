package org.secondstep.apitoken;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.secondstep.secret.Place;
import org.secondstep.secret.VouchedRows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The check values of tokens, which last up to a year and so are made anew with each key.
 * Those that ended for good have none.
 */
@Component
class ApiTokenRows extends VouchedRows {

	private final JdbcClient jdbc;

	ApiTokenRows(JdbcClient jdbc) {
		super(ApiToken.TABLE, ApiToken.CHECK);
		this.jdbc = jdbc;
	}

	@Override
	protected List<Row> rows(UUID after, int most) {
		return this.jdbc.sql("""
				select id, name, token_hash, organization_id, maker_id, expires_at, check_value from api_token
				where id > ? and revoked_at is null and orphaned_at is null order by id limit ?""")
			.params(after, most)
			.query(ApiTokenRows::row)
			.list();
	}

	@Override
	protected boolean put(Row row, String check) {
		return this.jdbc.sql("update api_token set check_value = ? where id = ? and coalesce(check_value, '') = ?")
			.params(check, row.place().row(), Objects.requireNonNullElse(row.check(), ""))
			.update() == 1;
	}

	private static Row row(ResultSet row, int index) throws SQLException {
		UUID id = row.getObject(1, UUID.class);
		UUID maker = row.getObject(5, UUID.class);
		String values = ApiToken.values(id, row.getString(2), row.getString(3), row.getObject(4, UUID.class), maker,
				row.getTimestamp(6).toInstant());
		return new Row(new Place(ApiToken.TABLE, id, ApiToken.CHECK, maker), values, row.getString(7), null);
	}

}
