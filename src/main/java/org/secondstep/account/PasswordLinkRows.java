package org.secondstep.account;

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

	PasswordLinkRows(JdbcClient jdbc) {
		super(PasswordLinkRow.TABLE, PasswordLinkRow.CHECK);
		this.jdbc = jdbc;
	}

	@Override
	protected List<Row> rows(UUID after, int most) {
		return this.jdbc
			.sql(PasswordLinkRow.SELECT
					+ " where account_id > ? order by account_id fetch first %d rows with ties".formatted(most))
			.param(after)
			.query(PasswordLinkRow::read)
			.list()
			.stream()
			.map((link) -> new Row(link.place(), link.values(), link.check(), link.hash()))
			.toList();
	}

	@Override
	protected boolean put(Row row, String check) {
		return this.jdbc
			.sql("update password_link set check_value = ? where account_id = ? and purpose = ?"
					+ " and token_hash = ?")
			.params(check, row.place().account(), row.place().purpose(), Objects.requireNonNull(row.hash()))
			.update() == 1;
	}

}
