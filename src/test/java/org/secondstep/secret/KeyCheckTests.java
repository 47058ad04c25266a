package org.secondstep.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.audit.Audit;
import org.secondstep.support.PortalTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@PortalTest
class KeyCheckTests {

	/** The key with which the database of these tests began. */
	private static final String FIRST = "test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

	private static final UUID ROW = UUID.fromString("00000000-0000-0000-0000-000000000001");

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

	/** What the portal of these tests needs. */
	String before;

	@BeforeEach
	void begin() {
		this.before = this.jdbc.sql("select sealed from key_check where key_id = 'test'").query(String.class).single();
		forget();
		check(FIRST);
	}

	@AfterEach
	void putBack() {
		forget();
		this.jdbc.sql("insert into key_check (key_id, sealed) values ('test', ?)").param(this.before).update();
	}

	private void forget() {
		this.jdbc.sql("delete from key_check").update();
	}

	@Test
	void refusesAnotherKeyOfTheSameName() {
		assertThatIllegalStateException().isThrownBy(() -> check(fresh("test")))
			.withMessageContaining("does not fit the database");
	}

	@Test
	void refusesAWrongKeyAndNotesNothing_K5_7() {
		assertThatExceptionOfType(UnusableKeyRingException.class).isThrownBy(() -> check(fresh("other")))
			.withMessageContaining("the key test is missing or another one")
			.withMessageContaining("nothing was changed");
		assertThat(this.keys.sealedWith()).containsExactly("test");
	}

	@Test
	void refusesToStartWithoutAnyKeyCheckWhileSomethingIsSealed_K5_7() {
		table();
		this.jdbc.sql("insert into kept (id, held) values (?, 'x')").param(ROW).update();
		forget();

		assertThatExceptionOfType(UnusableKeyRingException.class).isThrownBy(() -> check(FIRST, kept()))
			.withMessageStartingWith("The table key_check is empty, but the table kept is not");
		assertThat(this.keys.sealedWith()).isEmpty();
	}

	@Test
	void bindsWhatAnEarlierVersionLeftToItsAccount_K5_1() throws Exception {
		table();
		beEarlier();
		this.jdbc.sql("insert into kept (id, held) values (?, '$argon2id$bare')").param(ROW).update();
		UUID sealed = UUID.randomUUID();
		this.jdbc.sql("insert into kept (id, held) values (?, ?)")
			.params(sealed, earlier("secret", "kept", sealed.toString(), "password-hash"))
			.update();

		check(FIRST, kept());
		check(FIRST, kept());

		assertThat(opened(ROW)).isEqualTo("$argon2id$bare");
		assertThat(opened(sealed)).isEqualTo("secret");
		assertThat(words()).allSatisfy((word) -> assertThat(word).startsWith("test.2."));
	}

	@Test
	void refusesAnEarlierKeyCheckBesideSealsOfToday_K5_1() throws Exception {
		table();
		this.jdbc.sql("insert into kept (id, held) values (?, '$argon2id$bare')").param(ROW).update();
		beEarlier();
		check(FIRST, kept());
		this.jdbc.sql("insert into kept (id, held) values (?, '$argon2id$invented')").param(UUID.randomUUID()).update();
		beEarlier();

		assertThatExceptionOfType(UnusableKeyRingException.class).isThrownBy(() -> check(FIRST, kept()))
			.withMessageStartingWith("The table key_check was put back to an earlier version");
		assertThat(this.jdbc.sql("select held from kept").query(String.class).list()).contains("$argon2id$invented");
	}

	@AfterEach
	void dropTable() {
		this.jdbc.sql("drop table if exists kept").update();
	}

	private void table() {
		this.jdbc.sql("drop table if exists kept").update();
		this.jdbc.sql("create table kept (id uuid primary key, held varchar(300))").update();
	}

	private List<SealedRows> kept() {
		return List.of(new SealedColumn(this.jdbc, "kept", "id", "held", "'password-hash'", "t.id"));
	}

	private String opened(UUID row) {
		String stored = this.jdbc.sql("select held from kept where id = ?").param(row).query(String.class).single();
		Place place = new Place("kept", row, "password-hash", row);
		return new String(new Sealer(KeyRing.parse(FIRST), this.random).open(stored, place), StandardCharsets.UTF_8);
	}

	private List<String> words() {
		return this.jdbc.sql("select sealed from key_check").query(String.class).list();
	}

	private void beEarlier() throws GeneralSecurityException {
		this.jdbc.sql("update key_check set sealed = ?")
			.param(earlier("second step", "key_check", new UUID(0, 0).toString(), "check"))
			.update();
	}

	/**
	 * As version 1 sealed.
	 */
	private static String earlier(String plain, String... place) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(Cipher.ENCRYPT_MODE, KeyRing.parse(FIRST).derive("test", "seal", "AES"),
				new GCMParameterSpec(128, new byte[12]));
		for (String part : Stream.concat(Stream.of("test"), Arrays.stream(place)).toList()) {
			cipher.updateAAD(ByteBuffer.allocate(4).putInt(part.length()).array());
			cipher.updateAAD(part.getBytes(StandardCharsets.UTF_8));
		}
		byte[] sealed = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
		byte[] all = ByteBuffer.allocate(12 + sealed.length).put(new byte[12]).put(sealed).array();
		return "test." + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
	}

	private void check(String lines) {
		check(lines, List.of());
	}

	private void check(String lines, List<SealedRows> tables) {
		KeyRing ring = KeyRing.parse(lines);
		new KeyCheck(this.jdbc, tables, this.audit, this.transaction).refuseWrongKeys(ring,
				new Sealer(ring, this.random));
	}

	private String fresh(String id) {
		byte[] key = new byte[32];
		this.random.nextBytes(key);
		return id + ":" + Base64.getEncoder().encodeToString(key);
	}

}
