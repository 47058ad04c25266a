package org.secondstep.restore;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.LinkPurpose;
import org.secondstep.account.PasswordLinks;
import org.secondstep.console.ConsoleCommand;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.KeptSessions;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;
import org.secondstep.temporarypass.IssuedPass;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a restored backup believes in ends.
 */
@PortalTest
class RestoreTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	RestoreCompletion completion;

	@Autowired
	TemporaryPasses passes;

	@Autowired
	PasswordLinks links;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	@Test
	void voidsWhatMayHaveBeenSpentOrTakenBackSinceTheBackup_K5_5() {
		OrganizationProfile organization = this.people.organization(MfaPolicy.VOLUNTARY);
		AccountProfile helpdesk = this.people.helpdesk(organization);
		AccountProfile emma = this.people.employee(organization);
		Visitor visitor = this.doorway.withPassword(emma);
		Phone phone = this.doorway.enroll(visitor);
		String code = phone.code();
		IssuedPass pass = this.passes.issue(emma, helpdesk.subject(), this.clock.instant(),
				this.clock.instant().plus(ofHours(1)), false, "phone lost");
		String token = this.links.issue(emma.id(), LinkPurpose.RENEWAL, ofHours(1));
		Visitor beginner = this.doorway.withPassword(this.people.employee(organization));
		beginner.get("/security-info/authenticator-app/open");
		beginner.post("/security-info/authenticator-app/open", "name", "Authenticator app");

		Map<RestoredRight, Integer> voided = this.completion.finish();

		assertThat(voided.get(RestoredRight.PASSES)).isPositive();
		assertThat(voided.get(RestoredRight.PASSWORD_LINKS)).isPositive();
		assertThat(voided.get(RestoredRight.ENROLLMENTS)).isPositive();
		assertThat(voided.get(RestoredRight.SESSIONS)).isPositive();
		assertThat(visitor.landing("/overview")).isEqualTo("/sign-in");
		assertThat(this.passes.isOpen(emma.id())).isFalse();
		assertThat(pass.text()).isNotEmpty();
		assertThat(this.links.find(token)).isEmpty();
		Visitor thief = this.doorway.withPassword(emma);
		thief.get("/sign-in/verify");
		Answer replayed = thief.post("/sign-in/verify", "code", code);
		assertThat(replayed.location()).isEmpty();
		this.clock.nextCode();
		this.clock.nextCode();
		assertThat(thief.post("/sign-in/verify", "code", phone.code()).location()).isEqualTo("/sign-in/stay-signed-in");
	}

	/**
	 * Sessions can't be deleted here, and their turn comes near the end.
	 */
	@Test
	void voidsNothingWhereItCanNotVoidAll_K5_5() {
		AccountProfile emma = this.people.employee();
		Visitor visitor = this.doorway.withPassword(emma);
		String token = this.links.issue(emma.id(), LinkPurpose.RENEWAL, ofHours(1));
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		int told = remembered().size();
		int status;
		try (KeptSessions kept = new KeptSessions(this.jdbc, emma.id())) {
			status = finish(printed);

			assertThat(kept.count()).isPositive();
		}
		assertThat(status).isEqualTo(ConsoleCommand.NOT_DONE);
		assertThat(printed.toString()).startsWith("Not done, nothing was voided: ");
		assertThat(this.links.find(token)).isPresent();
		assertThat(visitor.landing("/overview")).isEqualTo("/overview");
		assertThat(remembered()).hasSize(told);

		assertThat(finish(printed)).isEqualTo(ConsoleCommand.DONE);
		assertThat(this.links.find(token)).isEmpty();
		assertThat(visitor.landing("/overview")).isEqualTo("/sign-in");
		assertThat(remembered()).hasSize(told + 1);
	}

	private int finish(ByteArrayOutputStream printed) {
		return RestoreCommand.command((arguments) -> settings(), (arguments) -> {
			GenericApplicationContext portal = new GenericApplicationContext();
			portal.registerBean(RestoreCompletion.class, () -> this.completion);
			portal.refresh();
			return portal;
		}).run().run(new PrintStream(printed), List.of());
	}

	private static GenericApplicationContext settings() {
		GenericApplicationContext settings = new GenericApplicationContext();
		settings.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("key ring",
					Map.of("secondstep.key-ring", "test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")));
		return settings;
	}

	/**
	 * Codes are tried out above: those of everybody are spent again each time.
	 */
	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "CODES")
	void voidsEveryKindOfRightOnce_K5_5(RestoredRight right) {
		this.completion.finish();
		Instant now = this.clock.instant();
		this.jdbc.sql(row(right))
			.param("id", UUID.randomUUID())
			.param("text", UUID.randomUUID().toString())
			.param("account", this.people.employee().id())
			.param("now", Timestamp.from(now))
			.param("until", Timestamp.from(now.plus(ofHours(1))))
			.update();

		Map<RestoredRight, Integer> voided = this.completion.finish();
		Map<RestoredRight, Integer> again = this.completion.finish();

		assertThat(voided).containsEntry(right, 1);
		assertThat(again).containsEntry(right, 0);
	}

	private static String row(RestoredRight right) {
		return switch (right) {
			case PASSES -> """
					insert into temporary_pass (account_id, pass_hash, starts_at, ends_at, many_uses, uses)
					values (:account, :text, :now, :until, true, 0)""";
			case PASSWORD_LINKS -> """
					insert into password_link (account_id, purpose, token_hash, issued_at, expires_at)
					values (:account, 'RENEWAL', :text, :now, :until)""";
			case SETUP_ADDRESSES -> "insert into setup_token (token_hash, expires_at) values (:text, :until)";
			case RECOVERY_ADDRESSES ->
				"insert into administrator_recovery (account_id, token_hash, expires_at) values (:account, :text, :until)";
			case RESET_REQUESTS -> reset("OPEN");
			case APPROVED_RESETS -> reset("APPROVED");
			case CALLER_CHECKS ->
				"""
						insert into caller_check (id, account_id, way, state, language, sealed_words, caller_tries, staff_tries,
						caller_heard, staff_heard, started_at, expires_at)
						values (:id, :account, 'WORDS', 'VERIFIED', 'en', '', 0, 0, true, true, :now, :until)""";
			case ENROLLMENTS -> """
					insert into pending_authenticator (account_id, name, label, sealed_secret, started_at, expires_at,
					wrong_codes) values (:account, 'Phone', 'Phone', '', :now, :until, 0)""";
			case MAILS -> """
					insert into mail (id, account_id, recipient, language, subject, created_at, useful_until, attempts,
					next_attempt_at) values (:id, :account, 'x', 'en', 'x', :now, :until, 0, :until)""";
			case IMPORTS ->
				"""
						insert into account_import (id, file_name, state, by_id, by_name, by_organization, created_at, total,
						line, done, created, changed, unchanged, wrong, failures, claimed_until)
						values (:id, 'x', 'IMPORTING', :account, 'x', :id, :now, 0, 0, 0, 0, 0, 0, 0, 0, :until)""";
			case BULK_INVITATIONS -> """
					insert into bulk_invitation (id, origin, origin_text, mail_language, again, state, by_id, by_name,
					by_organization, created_at)
					values (:id, 'SEARCH', '', 'en', false, 'RUNNING', :account, 'x', :id, :now)""";
			case SESSIONS ->
				"""
						insert into spring_session (primary_id, session_id, creation_time, last_access_time,
						max_inactive_interval, expiry_time, principal_name, half) values (:text, :text, 0, 0, 60, 0, 'x', false)""";
			case CODES -> throw new IllegalArgumentException("Expected something that can be voided once");
		};
	}

	private static String reset(String state) {
		return """
				insert into reset_request (id, account_id, requested_by, reason, state, token_hash, requested_at, expires_at)
				values (:id, :account, :account, 'x', '%s', :text, :now, :until)"""
			.formatted(state);
	}

	@Test
	void canBeRunTwiceAndIsRemembered_K5_5() {
		this.completion.finish();

		Map<RestoredRight, Integer> second = this.completion.finish();

		second.remove(RestoredRight.SESSIONS);
		assertThat(second.values()).containsOnly(0);
		assertThat(remembered()).contains("RESTORE_FINISHED");
	}

	@Test
	void decidesAboutEveryTable_K5_5() {
		Set<String> decided = new TreeSet<>(RestoredRight.KEPT);
		for (RestoredRight right : RestoredRight.values()) {
			decided.addAll(right.tables());
		}

		Set<String> tables = new TreeSet<>(this.jdbc.sql("""
				select lower(table_name) from information_schema.tables
				where lower(table_schema) = 'public' and lower(table_name) <> 'flyway_schema_history'""")
			.query(String.class)
			.list());

		assertThat(tables).isNotEmpty();
		tables.removeAll(decided);
		assertThat(tables)
			.as("Put a new table into RestoredRight: voided by a statement if its rows give a right, otherwise KEPT")
			.isEmpty();
	}

	private List<String> remembered() {
		return this.jdbc.sql("select action from audit_entry where action = 'RESTORE_FINISHED'")
			.query(String.class)
			.list();
	}

}
