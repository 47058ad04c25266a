package org.secondstep.support;

import java.sql.Clob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import org.flywaydb.core.Flyway;

/**
 * Moves the rows of the earlier version from its H2 file to a PostgreSQL database, whose
 * schema is the one of that version.
 */
final class LandedRows {

	private static final String NEWEST_MIGRATION = "70";

	private static final String TABLES = """
			select table_name from information_schema.tables
			where table_schema = 'PUBLIC' and table_name <> 'flyway_schema_history'""";

	private LandedRows() {
	}

	/**
	 * @return address of the PostgreSQL database
	 */
	static String copy(String file) {
		String url = TestDatabase.createEmpty();
		Flyway.configure().dataSource(url, "postgres", "").target(NEWEST_MIGRATION).load().migrate();
		try (Connection from = DriverManager.getConnection(file, "sa", "");
				Connection to = DriverManager.getConnection(url);
				Statement statement = to.createStatement()) {
			statement.execute("set session_replication_role = replica"); // in any order
			for (String table : column(from, TABLES)) {
				statement.execute("delete from " + table);
				copy(table, from, to);
			}
			statement.execute("select setval(pg_get_serial_sequence('audit_entry', 'id'), max(id)) from audit_entry");
			return url;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void copy(String table, Connection from, Connection to) throws SQLException {
		try (Statement select = from.createStatement();
				ResultSet rows = select.executeQuery("select * from " + table)) {
			int columns = rows.getMetaData().getColumnCount();
			List<String> names = new ArrayList<>();
			for (int i = 1; i <= columns; i++) {
				names.add(rows.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
			}
			String insert = "insert into %s (%s) overriding system value values (%s)".formatted(table,
					String.join(", ", names), String.join(", ", Collections.nCopies(columns, "?")));
			try (PreparedStatement row = to.prepareStatement(insert)) {
				while (rows.next()) {
					for (int i = 1; i <= columns; i++) {
						Object value = rows.getObject(i);
						row.setObject(i, (value instanceof Clob) ? rows.getString(i) : value);
					}
					row.executeUpdate();
				}
			}
		}
	}

	private static List<String> column(Connection connection, String query) throws SQLException {
		List<String> found = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
			while (rows.next()) {
				found.add(rows.getString(1).toLowerCase(Locale.ROOT));
			}
		}
		return found;
	}

}
