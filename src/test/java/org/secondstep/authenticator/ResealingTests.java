package org.secondstep.authenticator;

import java.security.SecureRandom;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.audit.AuditEntry;
import org.secondstep.secret.KeyCheck;
import org.secondstep.secret.KeyRing;
import org.secondstep.secret.Sealer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;

@PortalTest
@Tag("database")
class ResealingTests {

	/** The key of these tests. */
	private static final String OLD = "test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

	private static final String NEW = "next:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	AuthenticatorAppRepository apps;

	@Autowired
	KeyCheck keys;

	@Autowired
	TransactionOperations transaction;

	@Autowired
	SecureRandom random;

	@Autowired
	JdbcClient jdbc;

	@Test
	void sealsSecretsAnewAndTellsThatNoneIsLeft_H01() {
		AccountProfile emma = this.people.employee();
		Phone phone = this.doorway.enroll(this.doorway.withPassword(emma));
		this.jdbc.sql("insert into key_check (key_id, sealed) values ('old', 'word')").update();

		resealing(OLD + "\n" + NEW).sealAnew();
		long stale = this.apps.findBySealedSecretNotLike("next.%", Limit.unlimited()).size();
		resealing(NEW + "\n" + OLD).sealAnew();
		resealing(NEW + "\n" + OLD).sealAnew();
		Visitor again = this.doorway.withPassword(emma);
		again.get("/sign-in/verify");

		assertThat(stale).isZero();
		assertThat(told()).containsExactly("next");
		assertThat(again.post("/sign-in/verify", "code", phone.code()).location()).isEqualTo("/sign-in/stay-signed-in");
	}

	private Resealing resealing(String keys) {
		return new Resealing(this.apps, new Sealer(KeyRing.parse(keys), this.random), this.keys, this.transaction);
	}

	private List<String> told() {
		return this.jdbc
			.sql("select detail from audit_entry where action = 'SECRETS_SEALED_ANEW' and chain_id = ? order by id")
			.param(AuditEntry.NOBODYS)
			.query(String.class)
			.list();
	}

}
