package org.secondstep.account;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.secondstep.secret.VouchedRows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The check values of links. An account may have a link for each purpose.
 */
@Component
class PasswordLinkRows extends VouchedRows {

	private final JdbcClient jdbc;

	private final Clock clock;

	PasswordLinkRows(JdbcClient jdbc, Clock clock) {
		super(PasswordLinkRow.TABLE, PasswordLinkRow.CHECK);
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@Override
	protected List<Row> rows(UUID after, int most) {
		Instant now = this.clock.instant();
		return this.jdbc
			.sql(PasswordLinkRow.SELECT
					+ " where account_id > ? order by account_id fetch first %s rows with ties".formatted(most))
			.param(after)
			.query(PasswordLinkRow::read)
			.list()
			.stream()
			.map((link) -> new Row(link.place(), link.values(), link.check(),
					link.expiresAt().isAfter(now) ? link.hash() : null))
			.toList();
	}

	@Override
	protected boolean put(Row row, String check) {
		return this.jdbc.sql("""
				update password_link set check_value = ?
				where account_id = ? and purpose = ? and coalesce(check_value, '') = ?""")
			.params(check, row.place().account(), row.place().purpose(), Objects.requireNonNullElse(row.check(), ""))
			.update() == 1;
	}

}
