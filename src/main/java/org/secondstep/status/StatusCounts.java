package org.secondstep.status;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts people by how far they are: in one statement, so that all numbers are of the
 * same moment.
 */
@Service
public class StatusCounts {

	private final JdbcClient jdbc;

	StatusCounts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * @param organization the only one that counts; null for all
	 */
	@Transactional(readOnly = true)
	public List<StatusCount> count(@Nullable UUID organization) {
		StatusSql sql = new StatusSql(StatusQuery.all(organization));
		return this.jdbc.sql(
				"select s.organization_id, s.status, s.kinds, s.enrolled_day, count(*) as people from enrollment_status s"
						+ sql.where() + " group by s.organization_id, s.status, s.kinds, s.enrolled_day")
			.params(sql.parameters())
			.query(StatusCounts::read)
			.list();
	}

	private static StatusCount read(ResultSet row, int index) throws SQLException {
		return new StatusCount(row.getObject("organization_id", UUID.class),
				EnrollmentStatus.valueOf(row.getString("status")), Statuses.split(row.getString("kinds")),
				row.getObject("enrolled_day", LocalDate.class), row.getLong("people"));
	}

}
