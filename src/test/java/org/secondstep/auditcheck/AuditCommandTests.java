package org.secondstep.auditcheck;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.audit.AuditEntry;
import org.secondstep.audit.AuditLine;
import org.secondstep.audit.ChainHead;
import org.secondstep.audit.Chains;
import org.secondstep.audit.StoredEntry;
import org.secondstep.support.CommandsOfTheConsole;
import org.secondstep.support.TestDatabase;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("database")
@ExtendWith(CommandsOfTheConsole.class)
class AuditCommandTests {

	@TempDir
	Path folder;

	@TempDir
	static Path migrated;

	String url;

	JdbcClient jdbc;

	List<StoredEntry> chain = Chains.write(Chains.NETFLOW, 9);

	List<StoredEntry> portal = Chains.portal(Chains.beginning(Chains.NETFLOW));

	String keyRing = Chains.FIRST_KEY;

	String printed = "";

	@BeforeAll
	static void migrate() {
		if (!TestDatabase.isPostgres()) {
			Flyway.configure().dataSource(file(migrated), "sa", "").load().migrate();
		}
	}

	@BeforeEach
	void store() throws IOException {
		if (TestDatabase.isPostgres()) {
			this.url = TestDatabase.createPostgres();
		}
		else {
			Files.copy(migrated.resolve("portal.mv.db"), this.folder.resolve("portal.mv.db"));
			this.url = file(this.folder);
		}
		this.jdbc = JdbcClient
			.create(new DriverManagerDataSource(this.url, TestDatabase.isPostgres() ? "postgres" : "sa", ""));
		this.jdbc.sql("delete from audit_chain").update();
		store(this.chain, Chains.head(this.chain));
		store(this.portal, Chains.head(this.portal));
	}

	@Test
	void saysThatAWholeDatabaseIsWhole_H03() {
		assertThat(run("audit", "verify")).isZero();
		assertThat(this.printed)
			.contains("Chain " + Chains.NETFLOW + ": 9 entries, last 9 " + Chains.head(this.chain).hash())
			.contains("(nobody's): 2 entries")
			.contains("Whole");
	}

	@ParameterizedTest
	@ValueSource(strings = { "update audit_entry set detail = 'x' where number = 4",
			"update audit_entry set at = at + interval '1' second where number = 4",
			"update audit_entry set actor_name = 'x' where number = 4", "delete from audit_entry where number = 4",
			"update audit_entry set chain_id = '00000000-0000-0000-0000-000000000000', number = 3 where number = 4",
			"update audit_entry set number = number + 100 where number = 4",
			"update audit_entry set number = null, hash = null where number = 4",
			"update audit_entry set key_id = null where number = 4" })
	void namesTheFirstBrokenEntryOfADatabase_H03(String attack) {
		this.jdbc.sql(attack).update();

		assertThat(run("audit", "verify")).isOne();
		assertThat(this.printed).contains("entry 4 is broken").contains("Broken chains: ");
	}

	@Test
	void findsThatEverythingWasRewrittenByWhoHasNoKey_K9_4() {
		this.jdbc.sql("delete from audit_entry").update();
		this.jdbc.sql("delete from audit_chain").update();
		for (List<StoredEntry> written : List.of(this.chain, this.portal)) {
			List<StoredEntry> forged = Chains.write(Chains.entries(written), Chains.KEYS, 9);
			store(forged, Chains.headOf(forged));
		}

		assertThat(run("audit", "verify")).isOne();
		assertThat(this.printed).contains("Broken chains: 2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " and chain_id = '00000000-0000-0000-0000-000000000000'",
			" and chain_id <> '00000000-0000-0000-0000-000000000000'" })
	void findsThatChainsAreGoneWithTheirEnds_K9_4(String which) {
		this.jdbc.sql("delete from audit_entry where 1 = 1" + which).update();
		this.jdbc.sql("delete from audit_chain where 1 = 1" + which).update();

		assertThat(run("audit", "verify")).isOne();
		assertThat(this.printed).contains("the whole chain is gone");
	}

	@Test
	void findsThatAChainIsGoneOfWhichAnAnchorCounted_K9_4() throws IOException {
		Path log = this.folder.resolve("portal.log");
		Files.writeString(log, "INFO Audit anchor of all 3 chains " + "0".repeat(64) + "\n");

		assertThat(run("audit", "verify", "--anchors=" + log)).isOne();
		assertThat(this.printed).contains("An anchor counts more chains: 1 are gone");
	}

	@Test
	void saysWhatItCannotCheckWithoutTheKey_K9_4() throws IOException {
		Path export = export(this.chain);
		for (String other : List.of("", Chains.SECOND_KEY)) {
			this.keyRing = other;

			assertThat(run("audit", "verify")).isEqualTo(2);
			assertThat(this.printed).contains("10 hashes not checked", "Not verified: an audit key is missing")
				.doesNotContain("Whole");
			assertThat(run("audit", "verify", "--export=" + export)).isEqualTo(2);
			assertThat(this.printed).contains("9 hashes not checked");
		}
		this.jdbc.sql("delete from audit_entry where number = 4").update();
		assertThat(run("audit", "verify")).isOne();
		assertThat(this.printed).contains("entry 4 is broken (removed)");
	}

	@Test
	void verifiesAnExportOfBeforeTheKeyWithoutOne_H03() throws IOException {
		this.keyRing = "";

		assertThat(
				run("audit", "verify", "--export=" + export(Chains.write(Chains.entries(this.chain), Chains.KEYS, 9))))
			.isZero();
		assertThat(this.printed).contains("9 from before the key");
	}

	@Test
	void namesTheFirstBrokenEntryOfAnExport_H03() throws IOException {
		Path export = export(this.chain);
		assertThat(run("audit", "verify", "--export=" + export)).isZero();

		Files.writeString(export, Files.readString(export).replace("detail 6", "detail x"));

		assertThat(run("audit", "verify", "--export=" + export)).isOne();
		assertThat(this.printed).contains("entry 6 is broken (changed)");
	}

	@Test
	void comparesWithTheAnchorsOfALog_H03() throws IOException {
		Path export = export(this.chain.subList(0, 7));
		Path log = this.folder.resolve("portal.log");
		Files.writeString(log, "Started\n2026-09-01 INFO Audit anchor " + Anchor.of(Chains.head(this.chain)) + "\n");

		assertThat(run("audit", "verify", "--export=" + export)).isZero();
		assertThat(run("audit", "verify", "--export=" + export, "--anchors=" + log)).isOne();
		assertThat(this.printed).contains("entry 8 is broken (tail cut)");
	}

	@Test
	@DisabledIf("org.secondstep.support.TestDatabase#isPostgres")
	void writesNothingAndMigratesNothing() throws IOException {
		byte[] before = Files.readAllBytes(this.folder.resolve("portal.mv.db"));
		String[] files = this.folder.toFile().list();

		run("audit", "verify");

		assertThat(Files.readAllBytes(this.folder.resolve("portal.mv.db"))).isEqualTo(before);
		assertThat(this.folder.toFile().list()).containsExactlyInAnyOrder(files);
	}

	@Test
	void createsNoDatabase() {
		assertThat(AuditCommand.run(new PrintStream(new ByteArrayOutputStream()), "audit", "verify",
				"--spring.datasource.url=jdbc:h2:file:" + this.folder.resolve("missing"),
				"--secondstep.test.own-database=true", "--logging.level.root=info"))
			.isEqualTo(2);
		assertThat(this.folder.resolve("missing.mv.db")).doesNotExist();
	}

	@Test
	void saysWhatItCannotRead() throws IOException {
		Path broken = Files.writeString(this.folder.resolve("broken.jsonl"), "{\"no\": \"entry\"}\n");

		assertThat(run("audit", "verify", "--export=" + this.folder.resolve("missing"))).isEqualTo(2);
		assertThat(this.printed).contains("there is no file");
		assertThat(run("audit", "verify", "--export=" + broken)).isEqualTo(2);
		assertThat(this.printed).contains("line 1 of");
		assertThat(run("audit", "verify", "--anchors=" + broken)).isEqualTo(2);
		assertThat(this.printed).contains("no anchor");
	}

	private int run(String... words) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		String[] settings = { "--spring.datasource.url=" + this.url, "--secondstep.test.own-database=true",
				"--logging.level.root=info",
				this.keyRing.isEmpty() ? "--secondstep.key-ring-file=" + this.folder.resolve("none")
						: "--secondstep.audit.key-ring=" + this.keyRing };
		int status = AuditCommand.run(new PrintStream(out, true, StandardCharsets.UTF_8),
				Stream.concat(Stream.of(words), Stream.of(settings)).toArray(String[]::new));
		this.printed = out.toString(StandardCharsets.UTF_8);
		return status;
	}

	private static String file(Path folder) {
		return "jdbc:h2:file:" + folder.resolve("portal");
	}

	private Path export(List<StoredEntry> entries) throws IOException {
		return Files.write(this.folder.resolve("audit.jsonl"), entries.stream().map(AuditLine::of).toList());
	}

	private void store(List<StoredEntry> entries, ChainHead head) {
		entries.forEach(this::store);
		this.jdbc.sql("insert into audit_chain (chain_id, number, hash, at, keyed_check) values (?, ?, ?, ?, ?)")
			.params(Arrays.asList(head.chain(), head.number(), head.hash(), Timestamp.from(head.at()),
					head.keyedCheck()))
			.update();
	}

	private void store(StoredEntry stored) {
		AuditEntry entry = stored.entry();
		this.jdbc.sql("""
				insert into audit_entry (chain_id, number, at, action, account_id, account_name, detail, address,
				request_id, node, hash, key_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
			.params(Arrays.asList(entry.chain(), entry.number(), Timestamp.from(entry.at()), entry.action(),
					entry.accountId(), entry.accountName(), entry.detail(), entry.address(), entry.requestId(),
					entry.node(), stored.hash(), stored.keyId()))
			.update();
	}

}
