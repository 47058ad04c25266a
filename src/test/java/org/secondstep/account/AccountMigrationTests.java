package org.secondstep.account;

import java.util.UUID;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.secondstep.support.TestDatabase;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of accounts from before migrations that read other tables.
 */
@Tag("database")
class AccountMigrationTests {

	private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.createEmpty());

	private final JdbcClient jdbc = JdbcClient.create(this.database);

	private final UUID organization = UUID.randomUUID();

	@BeforeEach
	void migrateBefore() {
		flyway("70").migrate();
		this.jdbc
			.sql("""
					insert into organization (id, name, accent, zone, postponements, pass_needed, prompt_days, kinds, version)
					values (?, 'Netflow', '#000000', 'UTC', 3, false, 14, '', 0)""")
			.param(this.organization)
			.update();
	}

	@Test
	void knowsFromMethodsAndTheAuditWhoEnrolledOnce_K4_3() {
		UUID enrolled = account(true);
		this.jdbc.sql("""
				insert into sign_in_method (id, account_id, kind, name, is_default, registered_at)
				values (?, ?, 'authenticator-app', 'App', true, timestamp with time zone '2026-03-01 08:00:00+00')""")
			.params(UUID.randomUUID(), enrolled)
			.update();
		UUID reset = account(true);
		this.jdbc.sql("""
				insert into audit_entry (at, action, account_id, chain_id)
				values (timestamp with time zone '2026-02-01 08:00:00+00', 'METHOD_REGISTERED', ?, ?)""")
			.params(reset, this.organization)
			.update();
		UUID never = account(true);

		flyway("latest").migrate();

		assertThat(firstEnrolledAt(enrolled)).startsWith("2026-03-01");
		assertThat(firstEnrolledAt(reset)).startsWith("2026-02-01");
		assertThat(firstEnrolledAt(never)).isEqualTo("never");
	}

	@Test
	void revivesNothingOfWhoWasDisabledBefore_K4_2() {
		UUID disabled = account(false);
		UUID enabled = account(true);
		for (UUID account : new UUID[] { disabled, enabled }) {
			this.jdbc.sql("""
					insert into password_link (account_id, purpose, token_hash, issued_at, expires_at)
					values (?, 'INVITATION', ?, current_timestamp, current_timestamp)""")
				.params(account, account.toString())
				.update();
		}

		flyway("latest").migrate();

		assertThat(this.jdbc.sql("select account_id from password_link where" + Grants.HOLDS).query(UUID.class).list())
			.containsExactly(enabled);
	}

	private String firstEnrolledAt(UUID account) {
		return this.jdbc.sql(
				"select coalesce(cast(first_enrolled_at at time zone 'UTC' as varchar), 'never') from account where id = ?")
			.param(account)
			.query(String.class)
			.single();
	}

	private UUID account(boolean enabled) {
		UUID id = UUID.randomUUID();
		this.jdbc.sql("""
				insert into account (id, username, display_name, email, organization_id, roles, enabled, case_reference,
				created_at, version) values (?, ?, 'Emma', 'emma', ?, 'EMPLOYEE', ?, ?, current_timestamp, 0)""")
			.params(id, id.toString(), this.organization, enabled, id.toString().substring(0, 9))
			.update();
		return id;
	}

	private Flyway flyway(String target) {
		return Flyway.configure().dataSource(this.database).target(target).load();
	}

}
