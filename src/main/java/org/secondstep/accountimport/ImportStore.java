package org.secondstep.accountimport;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.secondstep.audit.AuditSubject;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Imports, their lines and their problems in the database.
 */
@Repository
class ImportStore {

	private static final String SELECT = """
			select id, file_name, state, by_id, by_name, by_organization, created_at, total, line, done, created, changed,
			unchanged, wrong, failures from account_import""";

	private final JdbcOperations batches;

	private final JdbcClient jdbc;

	ImportStore(JdbcOperations jdbc) {
		this.batches = jdbc;
		this.jdbc = JdbcClient.create(jdbc);
	}

	void create(UUID id, String fileName, AuditSubject by, Instant now) {
		this.jdbc
			.sql("""
					insert into account_import (id, file_name, state, by_id, by_name, by_organization, created_at, total, line,
					done, created, changed, unchanged, wrong, failures, claimed_until)
					values (?, ?, 'CHECKING', ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, ?)""")
			.params(id, fileName, by.id(), by.name(), by.organizationId(), Timestamp.from(now), Timestamp.from(now))
			.update();
	}

	/**
	 * @param wrong how many of them cannot be read, with which nothing is left to do
	 */
	void counted(UUID id, int total, int wrong) {
		this.jdbc.sql("update account_import set total = ?, done = ?, wrong = ? where id = ?")
			.params(total, wrong, wrong, id)
			.update();
	}

	void add(UUID id, List<ImportRow> rows) {
		this.batches.batchUpdate("""
				insert into account_import_row (import_id, line, username, display_name, email, organization, roles,
				enabled) values (?, ?, ?, ?, ?, ?, ?, ?)""",
				rows.stream()
					.map((row) -> new Object[] { id, row.line(), row.username(), row.displayName(), row.email(),
							row.organization(), row.roles(), row.enabled() })
					.toList());
	}

	void addProblems(UUID id, List<Problem> problems) {
		this.batches.batchUpdate("""
				insert into account_import_problem (import_id, line, at_column, reason, problem_value)
				values (?, ?, ?, ?, ?)""", problems.stream()
			.map((problem) -> new Object[] { id, problem.line(), problem.column(), problem.reason(), problem.value() })
			.toList());
	}

	void addCreated(UUID id, List<UUID> accounts) {
		this.batches.batchUpdate("insert into account_import_account (import_id, account_id) values (?, ?)",
				accounts.stream().map((account) -> new Object[] { id, account }).toList());
	}

	Optional<ImportJob> find(UUID id) {
		return this.jdbc.sql(SELECT + " where id = ?").param(id).query(ImportJob::read).optional();
	}

	/**
	 * @return the one that is worked on first
	 */
	Optional<ImportJob> running() {
		return this.jdbc.sql(SELECT + " where state in ('CHECKING', 'IMPORTING') order by created_at, id limit 1")
			.query(ImportJob::read)
			.optional();
	}

	List<ImportJob> newest(int most) {
		return this.jdbc.sql(SELECT + " order by created_at desc, id limit ?")
			.param(most)
			.query(ImportJob::read)
			.list();
	}

	/**
	 * @return the next lines after that one
	 */
	List<ImportRow> rows(UUID id, int line, int most) {
		return this.jdbc.sql("""
				select line, username, display_name, email, organization, roles, enabled from account_import_row
				where import_id = ? and line > ? order by import_id, line limit ?""")
			.params(id, line, most)
			.query((row, index) -> new ImportRow(row.getInt(1), row.getString(2), row.getString(3), row.getString(4),
					row.getString(5), row.getString(6), row.getString(7)))
			.list();
	}

	List<Problem> problems(UUID id, int most) {
		return this.jdbc.sql("""
				select line, at_column, reason, problem_value from account_import_problem
				where import_id = ? order by line, at_column, reason limit ?""")
			.params(id, most)
			.query((row, index) -> new Problem(row.getInt(1), row.getString(2), row.getString(3), row.getString(4)))
			.list();
	}

	/**
	 * @return an import that is to go on and that nobody works on; the caller does until
	 * then
	 */
	Optional<UUID> claim(Instant now, Instant until) {
		return this.jdbc.sql("""
				select id from account_import where state in ('CHECKING', 'IMPORTING') and claimed_until <= ?
				order by created_at""")
			.param(Timestamp.from(now))
			.query(UUID.class)
			.list()
			.stream()
			.filter((id) -> this.jdbc
				.sql("update account_import set claimed_until = ? where id = ? and claimed_until <= ?")
				.params(Timestamp.from(until), id, Timestamp.from(now))
				.update() == 1)
			.findFirst();
	}

	void release(UUID id, Instant now) {
		this.jdbc.sql("update account_import set claimed_until = ? where id = ?")
			.params(Timestamp.from(now), id)
			.update();
	}

	/**
	 * @return whether it was as before; otherwise somebody else went on with it
	 */
	boolean move(ImportJob before, ImportJob after, Instant claimedUntil) {
		return this.jdbc.sql("""
				update account_import set line = ?, done = ?, created = ?, changed = ?, unchanged = ?, wrong = ?,
				failures = 0, claimed_until = ? where id = ? and state = ? and line = ?""")
			.params(after.line(), after.done(), after.created(), after.changed(), after.unchanged(), after.wrong(),
					Timestamp.from(claimedUntil), before.id(), before.state().name(), before.line())
			.update() == 1;
	}

	/**
	 * @return whether it was in that state; otherwise nothing is done
	 */
	boolean turn(ImportJob job, ImportState state) {
		return this.jdbc.sql("update account_import set state = ? where id = ? and state = ?")
			.params(state.name(), job.id(), job.state().name())
			.update() == 1;
	}

	/**
	 * Begins to import what was checked, or goes on after failures.
	 * @return whether nobody else did
	 */
	boolean start(ImportJob job, AuditSubject by, Instant now) {
		boolean anew = job.state() == ImportState.CHECKED;
		return this.jdbc
			.sql("""
					update account_import set state = 'IMPORTING', by_id = ?, by_name = ?, by_organization = ?, failures = 0,
					line = ?, done = ?, created = ?, changed = ?, unchanged = ?, claimed_until = ?
					where id = ? and state = ?""")
			.params(by.id(), by.name(), by.organizationId(), anew ? 0 : job.line(), anew ? 0 : job.done(),
					anew ? 0 : job.created(), anew ? 0 : job.changed(), anew ? 0 : job.unchanged(), Timestamp.from(now),
					job.id(), job.state().name())
			.update() == 1;
	}

	void failed(UUID id) {
		this.jdbc.sql("update account_import set failures = failures + 1 where id = ?").param(id).update();
	}

	void forgetRows(UUID id) {
		this.jdbc.sql("delete from account_import_row where import_id = ?").param(id).update();
	}

	/**
	 * Lines hold names and addresses of people: they stay no longer than they are needed.
	 * @param time when somebody last worked on those whose lines are still needed
	 */
	void forgetRowsBefore(Instant time) {
		this.jdbc
			.sql("delete from account_import where claimed_until < ? and state in ('CHECKED', 'STOPPED', 'FAILED')")
			.param(Timestamp.from(time))
			.update();
	}

}
