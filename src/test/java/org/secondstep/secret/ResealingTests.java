package org.secondstep.secret;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.LinkPurpose;
import org.secondstep.account.PasswordLinks;
import org.secondstep.audit.AuditEntry;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;

@PortalTest
class ResealingTests {

	/** The key of these tests. */
	private static final String OLD = "test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

	private static final String NEW = "next:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	List<SealedRows> tables;

	@Autowired
	PasswordLinks links;

	@Autowired
	SealingKey key;

	@Autowired
	KeyPhases phases;

	@Autowired
	BrokenSeals broken;

	@Autowired
	TransactionOperations transaction;

	@Autowired
	SecureRandom random;

	@Autowired
	JdbcClient jdbc;

	@AfterEach
	void sealAsBefore() {
		forgetWhatIsHashed();
		resealing(NEW + "\n" + OLD).sealAnew();
	}

	@Test
	void sealsEverythingAnewAndTellsThatNothingIsLeft_H01() {
		AccountProfile emma = this.people.employee();
		Phone phone = this.doorway.enroll(this.doorway.withPassword(emma));
		forgetWhatIsHashed();
		this.jdbc.sql("insert into key_check (key_id, sealed, phase) values ('old', 'word', 'OPENING')").update();

		resealing(OLD + "\n" + NEW).sealAnew();
		List<String> sealed = sealed();
		resealing(NEW + "\n" + OLD).sealAnew();
		resealing(NEW + "\n" + OLD).sealAnew();
		Visitor again = this.doorway.withPassword(emma);
		again.get("/sign-in/verify");

		assertThat(sealed).hasSizeGreaterThan(2).allSatisfy((each) -> assertThat(each).startsWith("next.2."));
		assertThat(told()).endsWith("test");
		assertThat(again.post("/sign-in/verify", "code", phone.code()).location()).isEqualTo("/sign-in/stay-signed-in");
	}

	@Test
	void keepsAKeyAsLongAsALinkNeedsIt_K5_2() {
		forgetWhatIsHashed();
		AccountProfile emma = this.people.employee();
		this.links.issue(emma.id(), LinkPurpose.RENEWAL, Duration.ofMinutes(15));
		this.jdbc.sql("insert into key_check (key_id, sealed, phase) values ('old', 'word', 'OPENING')").update();

		resealing(OLD + "\n" + NEW).sealAnew();
		List<String> kept = keys();
		String check = this.jdbc.sql("select check_value from password_link").query(String.class).single();
		this.links.end(emma.id(), LinkPurpose.RENEWAL);
		resealing(OLD + "\n" + NEW).sealAnew();

		assertThat(kept).contains("old");
		assertThat(check).startsWith("next.");
		assertThat(keys()).doesNotContain("old");
	}

	/**
	 * Links, passes and requests of other tests, which keep their key.
	 */
	private void forgetWhatIsHashed() {
		this.jdbc.sql("delete from password_link").update();
		this.jdbc.sql("delete from temporary_pass").update();
		this.jdbc.sql("delete from reset_request").update();
	}

	private Resealing resealing(String keys) {
		return new Resealing(this.tables, new Sealer(KeyRing.parse(keys), this.random), this.key, this.phases,
				this.broken, this.transaction);
	}

	private List<String> keys() {
		return this.jdbc.sql("select key_id from key_check").query(String.class).list();
	}

	private List<String> sealed() {
		List<String> sealed = new ArrayList<>();
		for (String column : List.of("sealed_secret from authenticator_app", "password_hash from account")) {
			sealed.addAll(this.jdbc.sql("select " + column).query(String.class).list());
		}
		sealed.removeIf((each) -> each == null || !each.contains(".2."));
		return sealed;
	}

	private List<String> told() {
		return this.jdbc
			.sql("select detail from audit_entry where action = 'SECRETS_SEALED_ANEW' and chain_id = ? order by id")
			.param(AuditEntry.NOBODYS)
			.query(String.class)
			.list();
	}

}
