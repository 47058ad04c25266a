package org.secondstep.secret;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditEntry;
import org.secondstep.support.PortalTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@PortalTest
@Tag("database")
class KeyCheckTests {

	/** The key with which the database of these tests began. */
	private static final String FIRST = "test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

	@Autowired
	JdbcClient jdbc;

	@Autowired
	KeyCheck keys;

	@Autowired
	Audit audit;

	@Autowired
	TransactionOperations transaction;

	@Autowired
	SecureRandom random;

	@BeforeEach
	void begin() {
		forget();
		check(FIRST);
	}

	@AfterEach
	void forget() {
		this.jdbc.sql("delete from key_check").update();
	}

	@Test
	void remembersOnceThatANewKeyIsTakenUp_H01() {
		String ring = FIRST + "\n" + fresh("second");

		check(ring);
		check(ring);

		Map<String, Object> entry = this.jdbc
			.sql("select * from audit_entry where action = 'KEY_TAKEN_UP' and detail = 'second'")
			.query()
			.singleRow();
		assertThat(entry.get("chain_id")).isEqualTo(AuditEntry.NOBODYS);
		assertThat(entry.get("actor_id")).isNull();
	}

	@Test
	void startsWithoutTheOldKeyOnceItIsRetired() {
		String third = fresh("third");
		check(FIRST + "\n" + third);
		assertThatIllegalStateException().isThrownBy(() -> check(third)).withMessageContaining("test is missing");

		assertThat(this.keys.retireAllBut("third")).isTrue();

		check(third);
	}

	@Test
	void refusesAnotherKeyOfTheSameName() {
		assertThatIllegalStateException().isThrownBy(() -> check(fresh("test")))
			.withMessageContaining("does not fit the database");
	}

	private void check(String lines) {
		KeyRing ring = KeyRing.parse(lines);
		new KeyCheck(this.jdbc, this.audit, this.transaction).refuseWrongKeys(ring, new Sealer(ring, this.random));
	}

	private String fresh(String id) {
		byte[] key = new byte[32];
		this.random.nextBytes(key);
		return id + ":" + Base64.getEncoder().encodeToString(key);
	}

}
