package org.secondstep.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.secret.HourlyLook;
import org.secondstep.secret.KeyRing;
import org.secondstep.secret.Place;
import org.secondstep.secret.Sealer;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Race;
import org.secondstep.support.TestDatabase;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody gets who writes into the tables of sessions, and what the portal makes of
 * rows that it can't read.
 */
@PortalTest
class SessionRowTests {

	private static final String KEY = "test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	SessionChecks checks;

	@Autowired
	ApplicationContext portal;

	AccountProfile hugo;

	Visitor desk;

	AccountProfile emma;

	Visitor owner;

	Phone phone;

	@BeforeEach
	void signIn() {
		this.hugo = this.people.helpdesk(this.people.organization(MfaPolicy.VOLUNTARY));
		this.desk = this.doorway.withPassword(this.hugo);
		this.doorway.enroll(this.desk);
		this.emma = this.people.employee(this.hugo.organization());
		this.owner = this.doorway.withPassword(this.emma);
		this.phone = this.doorway.enroll(this.owner);
	}

	@AfterEach
	void tidy() {
		this.jdbc.sql("delete from spring_session").update();
		HourlyLook.take(this.portal);
	}

	@Test
	void letsNobodyInByASecondStepThatSomebodyWrote_K5_8() {
		Visitor thief = this.doorway.withPassword(this.emma);
		String record = text(thief);

		write(thief, record.replace("secondStepAt\\\":null", "secondStepAt\\\":\\\"2026-09-01T00:00:00Z\\\""));

		assertThat(record).contains("secondStepAt\\\":null");
		assertRefused(thief);
	}

	@Test
	void letsNobodyInByACopyOfAnotherSession_K5_8() {
		Visitor thief = this.doorway.withPassword(this.people.employee());

		write(thief, text(this.owner));

		assertRefused(thief);
		assertThat(this.owner.landing("/overview")).isEqualTo("/overview");
	}

	@Test
	void letsNobodyInByARowThatSomebodyInvented_K5_8() {
		String id = UUID.randomUUID().toString();
		UUID primary = UUID.randomUUID();
		this.jdbc
			.sql("""
					insert into spring_session (primary_id, session_id, creation_time, last_access_time, max_inactive_interval,
					expiry_time, principal_name) select ?, ?, creation_time, last_access_time, max_inactive_interval,
					expiry_time, principal_name from spring_session where session_id = ?""")
			.params(primary.toString(), id, id(this.owner))
			.update();
		this.jdbc.sql("""
				insert into spring_session_attributes (session_primary_id, attribute_name, attribute_bytes)
				select ?, attribute_name, attribute_bytes from spring_session_attributes where session_primary_id =
				(select primary_id from spring_session where session_id = ?)""")
			.params(primary.toString(), id(this.owner))
			.update();
		Visitor thief = this.doorway.visitor();
		thief.setCookie("SESSION", Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8)));

		assertRefused(thief);
	}

	@ParameterizedTest
	@ValueSource(strings = { "record", "signedIn", "keptForm" })
	void deserializesNothing_K5_8(String attribute) throws IOException {
		Visitor thief = this.doorway.withPassword(this.emma);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new ObjectOutputStream(bytes).writeObject(new Trap());
		this.jdbc.sql("""
				update spring_session_attributes set attribute_name = ?, attribute_bytes = ? where session_primary_id =
				(select primary_id from spring_session where session_id = ?)""")
			.params(attribute, bytes.toByteArray(), id(thief))
			.update();

		Answer answer = thief.get("/overview");

		assertThat(answer.location()).isEqualTo("/sign-in");
		assertThat(this.owner.get("/devices").status()).isEqualTo(200);
		assertThat(Trap.sprung).isFalse();
	}

	@Test
	void isRenewedAfterAnotherKeyBeganToSeal_K5_8() {
		String next = "next:YWJjZGVmZ2hpamtsbW5vcHFyc3R1djAxMjM0NTY3ODk=\n";
		Sealer rotated = sealer(KEY + next);
		Sealer back = sealer(next + KEY);

		this.checks.sealAnew(rotated, rotated, Place.NOBODY, 1000);
		String renewed = text(this.owner);
		this.checks.sealAnew(back, back, Place.NOBODY, 1000);

		assertThat(renewed).startsWith("next.");
		assertThat(text(this.owner)).startsWith("test.");
		assertThat(this.owner.landing("/overview")).isEqualTo("/overview");
	}

	private static Sealer sealer(String ring) {
		return new Sealer(KeyRing.parse(ring), new SecureRandom());
	}

	@Test
	void showsAndEndsSessionsWhateverElseIsThere_K2_2() {
		List<Visitor> halves = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			halves.add(this.doorway.withPassword(this.emma));
		}
		write(halves.get(29), "nothing of ours");
		if (TestDatabase.isPostgres()) {
			this.jdbc.sql("analyze spring_session").update();
			this.jdbc.sql("analyze spring_session_attributes").update();
		}
		String person = "/helpdesk/accounts/" + this.emma.id();

		assertThat(List.of(this.owner.get("/devices").status(), this.owner.get("/privacy").status(),
				this.desk.get(person).status()))
			.containsOnly(200);
		this.desk.get("/helpdesk");
		this.desk.post(person + "/caller-check/in-person", "document", "passport");
		Answer ended = this.desk.post(person + "/end-sessions", "reason", "Ticket 4711");

		assertThat(ended.location()).endsWith("?done=end-sessions");
		assertThat(this.owner.get("/devices").location()).isEqualTo("/sign-in");
		assertThat(rows()).isZero();
	}

	@Test
	void keepsTheTwentyLatestHalfSessionsHoweverManyBeginAtOnce_K2_2() throws Exception {
		Visitor oldest = this.doorway.withPassword(this.emma);
		List<Callable<Visitor>> many = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			many.add(() -> this.doorway.withPassword(this.emma));
		}
		for (int i = 0; i < 2; i++) {
			Race.of(many);
		}
		Visitor latest = this.doorway.withPassword(this.emma);

		assertThat(rows()).isEqualTo(21);
		assertThat(oldest.get("/sign-in/verify").location()).isEqualTo("/sign-in");
		assertThat(latest.get("/sign-in/verify").status()).isEqualTo(200);
		assertThat(this.owner.get("/devices").status()).isEqualTo(200);
	}

	@Test
	void countsNobodyAsHalfWhoHasNoMethod_K2_2() {
		AccountProfile sam = this.people.employee();
		List<Visitor> everywhere = new ArrayList<>();
		for (int i = 0; i < 22; i++) {
			everywhere.add(this.doorway.withPassword(sam));
		}

		assertThat(everywhere).extracting((visitor) -> visitor.landing("/overview")).containsOnly("/overview");
	}

	@ParameterizedTest
	@ValueSource(strings = { "YQA=", "AA==", "7aCA", "x", "", "YQ==", "4pyT", "JzsgLS0=" })
	void takesNoCookieThatIsNoId_K2_8(String cookie) {
		Visitor visitor = this.doorway.visitor();

		for (String path : List.of("/get-started", "/actuator/health", "/sign-in", "/css/portal.css", "/nowhere")) {
			Answer answer = visitor.send(visitor.request(path).header("Cookie", "SESSION=" + cookie).build());
			assertThat(answer.status()).as(path).isLessThan(500);
		}
	}

	private void assertRefused(Visitor thief) {
		assertThat(thief.get("/overview").location()).isEqualTo("/sign-in");
		assertThat(thief.get("/security-info").location()).isEqualTo("/sign-in");
		assertThat(thief.get("/get-started").status()).isEqualTo(200);
		assertThat(thief.get("/actuator/health").body()).isEqualTo("{\"status\":\"DAMAGED\"}");
		this.doorway.settle();
		assertThat(this.jdbc.sql("""
				select count(*) from audit_entry e join spring_session s on e.detail = 'spring_session ' || s.primary_id
				where e.action = 'SEAL_BROKEN' and s.session_id = ?""").param(id(thief)).query(Integer.class).single())
			.isOne();
	}

	private String text(Visitor visitor) {
		byte[] bytes = this.jdbc
			.sql("select attribute_bytes from spring_session_attributes a join spring_session s "
					+ "on s.primary_id = a.session_primary_id where s.session_id = ?")
			.param(id(visitor))
			.query((row, index) -> row.getBytes(1))
			.single();
		return new String(bytes, StandardCharsets.UTF_8);
	}

	private void write(Visitor visitor, String record) {
		assertThat(this.jdbc.sql("""
				update spring_session_attributes set attribute_bytes = ? where session_primary_id =
				(select primary_id from spring_session where session_id = ?)""")
			.params(record.getBytes(StandardCharsets.UTF_8), id(visitor))
			.update()).isOne();
	}

	private static String id(Visitor visitor) {
		return new String(Base64.getDecoder().decode(visitor.cookie("SESSION").orElseThrow()), StandardCharsets.UTF_8);
	}

	private int rows() {
		return this.jdbc.sql("select count(*) from spring_session where principal_name = ?")
			.param(this.emma.id().toString())
			.query(Integer.class)
			.single();
	}

	/**
	 * Springs when somebody deserializes it.
	 */
	static final class Trap implements Serializable {

		private static final long serialVersionUID = 1;

		static volatile boolean sprung;

		private void readObject(ObjectInputStream stream) {
			sprung = true;
		}

	}

}
