package org.secondstep.secret;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.apache.commons.codec.digest.DigestUtils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.LinkPurpose;
import org.secondstep.account.PasswordLinks;
import org.secondstep.account.Role;
import org.secondstep.method.SecondStep;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Script;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who can write to the database, but has no key, signs in as nobody else.
 */
@PortalTest
@Tag("database")
class DatabaseWriterTests {

	private static final String API = "/api/v1/accounts?q=nobody";

	/** The key of these tests. */
	private static final String KEY = "test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	PasswordLinks links;

	@Autowired
	TemporaryPasses passes;

	@Autowired
	Resealing resealing;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	List<SealedRows> tables;

	Visitor administrator;

	AccountProfile anna;

	AccountProfile alice;

	AccountProfile carol;

	@BeforeEach
	void invent() {
		OrganizationProfile company = this.people.organization(MfaPolicy.VOLUNTARY);
		this.alice = this.people.employee(company);
		this.carol = this.people.employee(company);
	}

	/**
	 * The health of these tests' portal is good again.
	 */
	@AfterEach
	void tidy() {
		List<UUID> both = List.of(this.alice.id(), this.carol.id());
		for (String statement : List.of("delete from password_link where account_id in (:both)",
				"delete from pending_authenticator where account_id in (:both)",
				"delete from earlier_authenticator where account_id in (:both)",
				"delete from temporary_pass where account_id in (:both)",
				"delete from caller_check where account_id in (:both)",
				"delete from sign_in_method where account_id in (:both)",
				"update account set password_hash = null where id in (:both)")) {
			this.jdbc.sql(statement).param("both", both).update();
		}
		this.jdbc.sql("delete from api_token").update();
		this.resealing.sealAnew();
	}

	@Test
	void signsInWithNoMethodOfAnother_K5_1() {
		Phone phone = this.doorway.enroll(this.doorway.withPassword(this.carol));
		begin(this.alice);
		move("update sign_in_method set account_id = ? where account_id = ?", this.alice.id(), this.carol.id());

		Visitor thief = this.doorway.withPassword(this.alice);
		thief.get("/sign-in/verify");
		Answer answer = thief.post("/sign-in/verify", "code", phone.code());

		assertThat(answer.alert()).contains("ask your service desk");
		assertThat(thief.landing("/overview")).isEqualTo("/sign-in/verify");
		assertThat(events(this.alice)).contains("METHOD_UNREADABLE");
		assertNoticed("authenticator_app " + method(this.alice));
	}

	@Test
	void signsInWithNoPasswordOfAnother_K5_1() {
		String own = hash(this.alice);
		move("update account set password_hash = ? where id = ?", hash(this.carol), this.alice.id());

		Visitor thief = this.doorway.withPassword(this.alice);
		this.doorway.settle();
		boolean in = thief.landing("/overview").equals("/overview");
		move("update account set password_hash = ? where id = ?", own, this.alice.id());
		Visitor owner = this.doorway.withPassword(this.alice);

		assertThat(in).isFalse();
		assertThat(owner.landing("/overview")).isEqualTo("/overview");
		assertThat(events(this.alice)).contains("PASSWORD_UNREADABLE").doesNotContain("PASSWORD_WRONG");
		assertThat(personPage()).contains("The stored password could not be read");
		assertNoticed("account " + this.alice.id());
	}

	@Test
	void signsInWithNoHashThatNobodySealed_K5_1() {
		move("update account set password_hash = ? where id = ?",
				"$argon2id$v=19$m=8,t=1,p=1$cGVwcGVyLWFuZC1zYWx0IQ$k1c+455GnvMHMP3UvzjURORm+5RBNAZRU9irZa9SF0E",
				this.alice.id());

		assertThat(this.doorway.withPassword(this.alice).landing("/overview")).isEqualTo("/sign-in");
		assertNoticed("account " + this.alice.id());
	}

	@Test
	void looksToAStrangerLikeAWrongPassword_A01() {
		Answer wrong = refusal("nobody-7f3@nowhere.example", "Not-the-password-1");
		move("update account set password_hash = ? where id = ?", hash(this.carol), this.alice.id());

		Answer unreadable = refusal(this.alice.username(), People.PASSWORD);

		assertThat(unreadable.alert()).isEqualTo(wrong.alert()).isNotEmpty();
		assertThat(unreadable.status()).isEqualTo(wrong.status());
	}

	@Test
	void refusesADamagedSecretWithoutForgettingTheMethod_G03() {
		Phone phone = this.doorway.enroll(this.doorway.withPassword(this.alice));
		this.jdbc.sql("""
				update authenticator_app set sealed_secret = concat('test.2.', 'AAAA', substring(sealed_secret, 12))
				where method_id = ?""").param(method(this.alice)).update();

		Visitor again = this.doorway.withPassword(this.alice);
		Answer answer = again.post("/sign-in/verify", "code", phone.code());

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.alert()).contains("ask your service desk");
		assertThat(again.landing("/overview")).isEqualTo("/sign-in/verify");
	}

	@Test
	void fillsNoAuditWithOneUnreadableMethod_K5_1() {
		Phone phone = this.doorway.enroll(this.doorway.withPassword(this.carol));
		begin(this.alice);
		move("update sign_in_method set account_id = ? where account_id = ?", this.alice.id(), this.carol.id());
		Visitor thief = this.doorway.withPassword(this.alice);
		thief.get("/sign-in/verify");

		for (int i = 0; i < 30; i++) {
			thief.post("/sign-in/verify", "code", phone.code());
		}

		assertThat(events(this.alice)).filteredOn("METHOD_UNREADABLE"::equals).hasSize(10);
		assertNoticed("authenticator_app " + method(this.alice));
	}

	@Test
	void enrollsNobodyWithASecretOfAnother_K5_1() {
		begin(this.carol);
		Visitor owner = begin(this.alice);
		this.jdbc.sql("""
				update pending_authenticator set sealed_secret =
				(select p.sealed_secret from pending_authenticator p where p.account_id = :carol)
				where account_id = :alice""").param("carol", this.carol.id()).param("alice", this.alice.id()).update();

		assertThat(owner.get("/security-info/authenticator-app/scan").location())
			.isEqualTo("/security-info/authenticator-app/open");
	}

	@Test
	void explainsNoCodeByAnEarlierSecretOfAnother_K5_1() {
		Visitor owner = begin(this.alice);
		owner.post("/security-info/authenticator-app/start-again");
		Visitor other = begin(this.carol);
		Phone earlier = Phone.scan(other.get("/security-info/authenticator-app/scan"), this.clock);
		other.post("/security-info/authenticator-app/start-again");
		String sealed = this.jdbc.sql("select sealed_secret from earlier_authenticator where account_id = ?")
			.param(this.carol.id())
			.query(String.class)
			.single();
		move("update earlier_authenticator set account_id = ? where account_id = ?", this.alice.id(), this.carol.id());

		Answer answer = owner.post("/security-info/authenticator-app/scan", "code", earlier.code());
		move("update earlier_authenticator set account_id = ? where sealed_secret = ?", this.carol.id(), sealed);
		Answer others = other.post("/security-info/authenticator-app/scan", "code", earlier.code());

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.alert()).isNotEmpty().doesNotContain("earlier QR code");
		assertThat(others.alert()).contains("earlier QR code");
	}

	@Test
	void opensNoLinkOfTheirOwnForAnother_K5_1() {
		String token = this.links.issue(this.carol.id(), LinkPurpose.RENEWAL, Duration.ofMinutes(15));
		boolean own = this.links.find(token).isPresent();
		move("update password_link set account_id = ? where account_id = ?", this.alice.id(), this.carol.id());

		assertThat(own).isTrue();
		assertThat(this.links.find(token)).isEmpty();
		assertNoticed("password_link " + this.alice.id());
	}

	@Test
	void opensNoLinkThatIsOverOrForSomethingElse_K5_1() {
		String token = this.links.issue(this.alice.id(), LinkPurpose.RENEWAL, Duration.ofMinutes(15));
		this.jdbc.sql("update password_link set purpose = 'INVITATION' where account_id = ?")
			.param(this.alice.id())
			.update();
		boolean other = this.links.find(token).isPresent();
		this.jdbc.sql("update password_link set purpose = 'RENEWAL' where account_id = ?")
			.param(this.alice.id())
			.update();
		boolean same = this.links.find(token).isPresent();
		this.jdbc.sql("update password_link set expires_at = timestamp '2100-01-01 00:00:00' where account_id = ?")
			.param(this.alice.id())
			.update();

		assertThat(other).isFalse();
		assertThat(same).isTrue();
		assertThat(this.links.find(token)).isEmpty();
	}

	@Test
	void usesNoPassOfTheirOwnForAnother_K5_1() {
		Instant now = this.clock.instant();
		String pass = this.passes
			.issue(this.carol, this.alice.subject(), now, now.plus(Duration.ofHours(1)), true, "New phone")
			.text();
		move("update temporary_pass set account_id = ? where account_id = ?", this.alice.id(), this.carol.id());
		SecondStep.Answer stolen = judge(this.alice, pass);
		move("update temporary_pass set account_id = ? where account_id = ?", this.carol.id(), this.alice.id());

		assertThat(stolen).isEqualTo(SecondStep.Answer.WRONG);
		assertThat(judge(this.carol, pass)).isEqualTo(SecondStep.Answer.RIGHT);
	}

	@Test
	void showsNoWordsOfAnother_K5_1() {
		Visitor owner = this.doorway.withPassword(this.alice);
		this.doorway.enroll(owner);
		Visitor other = this.doorway.withPassword(this.carol);
		this.doorway.enroll(other);
		owner.get("/caller-check");
		other.get("/caller-check");
		UUID check = this.jdbc.sql("select id from caller_check where account_id = ?")
			.param(this.alice.id())
			.query(UUID.class)
			.single();
		this.jdbc.sql("""
				update caller_check set sealed_words =
				(select c.sealed_words from caller_check c where c.account_id = :carol) where id = :check""")
			.param("carol", this.carol.id())
			.param("check", check)
			.update();

		assertThat(owner.get("/caller-check").status()).isEqualTo(200);
		assertThat(this.jdbc.sql("select count(*) from caller_check where account_id = ?")
			.param(this.alice.id())
			.query(Integer.class)
			.single()).isEqualTo(2);
		assertNoticed("caller_check " + check);
	}

	@Test
	void opensNoInventedLink_K5_1() {
		Sealer others = new Sealer(KeyRing.parse("test:YWJjZGVmZ2hpamtsbW5vcHFyc3R1djAxMjM0NTY3ODk="),
				new SecureRandom());
		this.jdbc.sql("""
				insert into password_link (account_id, purpose, token_hash, issued_at, expires_at)
				values (?, 'RENEWAL', ?, current_timestamp, timestamp '2100-01-01 00:00:00')""")
			.params(this.alice.id(), others.keyedHash("invented", "password-link"))
			.update();

		assertThat(this.links.find("invented")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "organization_id = null", "expires_at = timestamp '2100-01-01 00:00:00'",
			"maker_id = cast('%s' as uuid)", "name = 'Another'", "check_value = null" })
	void worksWithNoTokenThatTheyEdited_K5_8(String change) {
		Script script = this.doorway.script(token());
		AccountProfile bert = administrator();
		int before = script.get(API).status();
		move("update api_token set " + change.formatted(bert.id()) + " where maker_id = ?", this.anna.id());

		Answer answer = script.get(API);

		assertThat(before).isEqualTo(200);
		assertThat(answer.status()).isEqualTo(401);
		this.doorway.settle();
		assertThat(this.jdbc.sql("select count(*) from audit_entry where action = 'API_REFUSED' and detail = 'ALTERED'")
			.query(Integer.class)
			.single()).isPositive();
	}

	@Test
	void findsAnEditedRowBeforeAnybodyUsesIt_K5_8() {
		token();
		UUID row = this.jdbc.sql("select id from api_token where maker_id = ?")
			.param(this.anna.id())
			.query(UUID.class)
			.single();
		move("update api_token set name = 'Another' where id = ?", row);

		this.resealing.sealAnew();

		assertThat(health("")).isEqualTo("{\"status\":\"DAMAGED\"}");
		assertNoticed("api_token " + row);
	}

	@Test
	void worksWithNoTokenThatTheyInvented_K5_8() {
		token();
		String invented = "sst_" + "i".repeat(43);
		UUID row = UUID.randomUUID();
		this.jdbc.sql("""
				insert into api_token (id, name, prefix, token_hash, maker_id, created_at, expires_at, check_value)
				select ?, 'Invented', 'sst_iiiiiiii', ?, maker_id, created_at, expires_at, check_value from api_token
				where maker_id = ?""").params(row, DigestUtils.sha256Hex(invented), this.anna.id()).update();

		assertThat(this.doorway.script(invented).get(API).status()).isEqualTo(401);
		assertThat(this.administrator.get("/admin/api-tokens").body())
			.contains("edited or invented it in the database");
		assertNoticed("api_token " + row);
	}

	@Test
	void keepsTokensWorkingWithANewKey_K5_8() {
		Script script = this.doorway.script(token());
		String before = check();
		Sealer next = new Sealer(KeyRing.parse(KEY + "\nnext:YWJjZGVmZ2hpamtsbW5vcHFyc3R1djAxMjM0NTY3ODk="),
				new SecureRandom());

		this.tables.forEach((table) -> table.sealAnew(next, next, new UUID(0, 0), 1000));
		String renewed = check();
		Sealer back = new Sealer(KeyRing.parse("next:YWJjZGVmZ2hpamtsbW5vcHFyc3R1djAxMjM0NTY3ODk=\n" + KEY),
				new SecureRandom());
		this.tables.forEach((table) -> table.sealAnew(back, back, new UUID(0, 0), 1000));

		assertThat(renewed).startsWith("next.");
		assertThat(check()).isEqualTo(before);
		assertThat(script.get(API).status()).isEqualTo(200);
	}

	@Test
	void saysSoInTheHealthUntilTheRowIsWhole_K5_1() {
		String own = hash(this.alice);
		move("update account set password_hash = ? where id = ?", hash(this.carol), this.alice.id());

		this.resealing.sealAnew();
		String damaged = health("");
		String readiness = health("/readiness");
		move("update account set password_hash = ? where id = ?", own, this.alice.id());
		this.resealing.sealAnew();

		assertThat(damaged).isEqualTo("{\"status\":\"DAMAGED\"}");
		assertThat(readiness).isEqualTo("{\"status\":\"UP\"}");
		assertThat(health("")).isEqualTo("{\"status\":\"UP\"}");
		assertNoticed("account " + this.alice.id());
	}

	private String token() {
		this.anna = administrator();
		this.administrator = this.doorway.withPassword(this.anna);
		this.doorway.enroll(this.administrator);
		return this.doorway.token(this.administrator, this.anna.organization().id().toString());
	}

	private AccountProfile administrator() {
		return this.people.account("Anna Smets", this.alice.organization(), Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
	}

	private String check() {
		return this.jdbc.sql("select check_value from api_token where maker_id = ?")
			.param(this.anna.id())
			.query(String.class)
			.single();
	}

	private String personPage() {
		Visitor helpdesk = this.doorway.withPassword(this.people.helpdesk(this.alice.organization()));
		this.doorway.enroll(helpdesk);
		return helpdesk.get("/helpdesk/accounts/" + this.alice.id()).body();
	}

	private SecondStep.Answer judge(AccountProfile account, String pass) {
		return this.passes.judge(account.id(), account.id(), pass);
	}

	private Visitor begin(AccountProfile account) {
		Visitor visitor = this.doorway.withPassword(account);
		visitor.get("/security-info/authenticator-app/open");
		visitor.post("/security-info/authenticator-app/open", "name", "Authenticator app");
		visitor.get("/security-info/authenticator-app/scan");
		return visitor;
	}

	private Answer refusal(String username, String password) {
		Visitor visitor = this.doorway.visitor();
		visitor.get("/sign-in");
		return visitor.get(visitor.post("/sign-in/password", "username", username, "password", password).location());
	}

	private String health(String group) {
		return this.doorway.visitor().get("/actuator/health" + group).body();
	}

	private void move(String statement, Object... parameters) {
		assertThat(this.jdbc.sql(statement).params(parameters).update()).isPositive();
	}

	private String hash(AccountProfile account) {
		return this.jdbc.sql("select password_hash from account where id = ?")
			.param(account.id())
			.query(String.class)
			.single();
	}

	private UUID method(AccountProfile account) {
		return this.jdbc.sql("select id from sign_in_method where account_id = ?")
			.param(account.id())
			.query(UUID.class)
			.single();
	}

	private List<String> events(AccountProfile account) {
		this.doorway.settle();
		return this.jdbc.sql("select action from audit_entry where account_id = ?")
			.param(account.id())
			.query(String.class)
			.list();
	}

	/**
	 * Once, aside from what met it.
	 */
	private void assertNoticed(String row) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(
					this.jdbc.sql("select count(*) from audit_entry where action = 'SEAL_BROKEN' and detail = ?")
						.param(row)
						.query(Integer.class)
						.single())
				.isOne());
	}

}
