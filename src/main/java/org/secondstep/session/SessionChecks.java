package org.secondstep.session;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.secondstep.secret.Place;
import org.secondstep.secret.VouchedRows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The check values of session records, for the hourly look at them, and so that they are
 * made anew after another key began to seal.
 */
@Component
class SessionChecks extends VouchedRows {

	private static final String TABLE = "spring_session";

	private final JdbcClient jdbc;

	SessionChecks(JdbcClient jdbc) {
		super(TABLE, SessionRecord.PURPOSE);
		this.jdbc = jdbc;
	}

	/**
	 * @param primaryId whatever somebody wrote there
	 */
	static UUID primaryId(String primaryId) {
		try {
			return UUID.fromString(primaryId);
		}
		catch (IllegalArgumentException ex) {
			return UUID.nameUUIDFromBytes(primaryId.getBytes(StandardCharsets.UTF_8));
		}
	}

	static Place place(UUID primaryId) {
		return new Place(TABLE, primaryId, "session record", Place.NOBODY);
	}

	@Override
	protected List<Row> rows(UUID after, int most) {
		return this.jdbc.sql("""
				select s.primary_id, s.session_id, a.attribute_bytes from spring_session s
				join spring_session_attributes a on a.session_primary_id = s.primary_id and a.attribute_name = 'record'
				where s.primary_id > ? order by s.primary_id limit ?""")
			.params(after.toString(), most)
			.query((row, index) -> row(row))
			.list();
	}

	/**
	 * A record that was written meanwhile has a new check value already.
	 */
	@Override
	protected boolean put(Row row, String check) {
		String json = row.values().substring(row.values().indexOf('\n') + 1);
		return this.jdbc.sql("""
				update spring_session_attributes set attribute_bytes = ?
				where session_primary_id = ? and attribute_name = 'record' and attribute_bytes = ?""")
			.params(bytes(check, json), row.place().row().toString(), bytes(String.valueOf(row.check()), json))
			.update() == 1;
	}

	static byte[] bytes(String check, String json) {
		return (check + "\n" + json).getBytes(StandardCharsets.UTF_8);
	}

	private static Row row(ResultSet row) throws SQLException {
		String[] lines = new String(row.getBytes(3), StandardCharsets.UTF_8).split("\n", 2);
		return new Row(place(primaryId(row.getString(1))), row.getString(2) + "\n" + lines[lines.length - 1],
				(lines.length == 2) ? lines[0] : null, null);
	}

}
