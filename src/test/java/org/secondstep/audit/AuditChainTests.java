package org.secondstep.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.secondstep.SecondStep;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PortalTest
@ExtendWith(OutputCaptureExtension.class)
class AuditChainTests {

	private static final int SIGN_INS = 50;

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	@Autowired
	Audit audit;

	@Autowired
	AuditChain chain;

	@Autowired
	Accounts accounts;

	@Autowired
	AuditFlood flood;

	@Autowired
	AuditTrail trail;

	@Autowired
	AuditKeys keys;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	TransactionOperations transaction;

	@Autowired
	Environment environment;

	@TempDir
	Path folder;

	AccountProfile emma;

	@BeforeEach
	void invent() {
		this.emma = this.people.employee();
	}

	@Test
	void neitherForksNorHasGapsAfterParallelSignInsOnTwoNodes_H03() throws Exception {
		OrganizationProfile organization = this.people.organization(MfaPolicy.VOLUNTARY);
		List<AccountProfile> employees = IntStream.range(0, SIGN_INS)
			.mapToObj((i) -> this.people.employee(organization))
			.toList();
		try (ConfigurableApplicationContext other = secondNode()) {
			String port = other.getEnvironment().getRequiredProperty("local.server.port");
			List<Callable<Visitor>> signIns = new ArrayList<>();
			for (int i = 0; i < SIGN_INS; i++) {
				Visitor visitor = (i % 2 == 0) ? this.doorway.visitor() : new Visitor("http://localhost:" + port);
				String username = employees.get(i).username();
				signIns.add(() -> visitor.signIn(username, People.PASSWORD));
			}
			ExecutorService threads = Executors.newFixedThreadPool(SIGN_INS);
			threads.invokeAll(signIns);
			threads.shutdown();
		}

		List<AuditEntry> entries = whole(organization.id());

		assertThat(entries).filteredOn((entry) -> entry.action().equals("PASSWORD_ACCEPTED")).hasSize(SIGN_INS);
		assertThat(this.folder.resolve("audit.keys")).content().startsWith("test:");
		assertThat(entries).extracting(AuditEntry::node).contains("node-2").hasSizeGreaterThan(SIGN_INS);
		assertThat(this.trail.heads()).filteredOn((head) -> head.chain().equals(organization.id()))
			.extracting(ChainHead::number)
			.containsExactly((long) entries.size());
	}

	@Test
	void ordersByNumberWhateverTheClocksSay_H10(CapturedOutput output) {
		Instant now = this.clock.instant();
		remember(entry("now", now));
		remember(entry("an hour behind", now.minus(Duration.ofHours(1))));
		remember(entry("a little behind", now.minusSeconds(3605)));

		assertThat(whole(this.emma.organization().id())).extracting(AuditEntry::detail)
			.endsWith("now", "an hour behind", "a little behind");
		assertThat(output).containsOnlyOnce("The clock of node node-7 is behind");
	}

	@Test
	void countsWhatAnyoneCanCauseWithoutAnEnd_H08() {
		for (int i = 0; i < 100; i++) {
			this.audit.remember(AuditEvent.of(AuditAction.PASSWORD_REFUSED_WAITING, this.emma.subject()));
		}
		this.audit.remember(AuditEvent.of(AuditAction.METHOD_REMOVED, this.emma.subject()));

		assertThat(told(this.emma.id())).containsExactly("PASSWORD_REFUSED_WAITING null", "METHOD_REMOVED null");

		this.clock.forward(Duration.ofMinutes(1));
		this.flood.tell();
		this.flood.tell();

		assertThat(told(this.emma.id())).hasSize(3).endsWith("PASSWORD_REFUSED_WAITING 99 more within a minute");
		whole(this.emma.organization().id());
	}

	@Test
	void countsALanguageThatIsChosenAgainAndAgain_H08() {
		for (int i = 0; i < 50; i++) {
			this.accounts.speak(this.emma, "nl");
			this.accounts.speak(this.emma, "fr");
		}
		this.clock.forward(Duration.ofMinutes(1));
		this.flood.tell();

		assertThat(told(this.emma.id())).containsExactly("LANGUAGE_CHOSEN nl",
				"LANGUAGE_CHOSEN 99 more within a minute");
		assertThat(this.accounts.find(this.emma.id()).orElseThrow().language()).isEqualTo("fr");
	}

	@Test
	void writesTheFirstTenWrongCodesOfAMinuteWhileSettingUp_H08() {
		for (int i = 0; i < 50; i++) {
			this.audit
				.remember(AuditEvent.of(AuditAction.ENROLLMENT_CODE_WRONG, this.emma.subject()).detail("unknown"));
		}
		this.clock.forward(Duration.ofMinutes(1));
		this.flood.tell();

		assertThat(told(this.emma.id())).hasSize(11)
			.endsWith("ENROLLMENT_CODE_WRONG unknown", "ENROLLMENT_CODE_WRONG 40 more within a minute");
	}

	@Test
	void tellsTheLastMinuteBeforeTheNextBegins_H08() {
		AuditEvent event = AuditEvent.of(AuditAction.SECOND_STEP_REFUSED_WAITING, this.emma.subject());
		this.audit.remember(event);
		this.audit.remember(event);
		this.clock.forward(Duration.ofMinutes(1));
		this.audit.remember(event);

		assertThat(told(this.emma.id())).containsExactly("SECOND_STEP_REFUSED_WAITING null",
				"SECOND_STEP_REFUSED_WAITING 1 more within a minute", "SECOND_STEP_REFUSED_WAITING null");
	}

	@Test
	void tellsWhatWasCountedWhenItStops_H08() {
		AuditFlood stopping = new AuditFlood(this.chain, this.transaction, this.clock);
		AuditEntry refused = AuditEntry.of(AuditEvent.of(AuditAction.PASSWORD_REFUSED_WAITING, this.emma.subject()),
				this.clock.instant(), new RequestOrigin("192.0.2.1", "a"), "node-7");
		stopping.counts(refused);
		stopping.counts(refused);

		stopping.tellAll();

		assertThat(told(this.emma.id())).containsExactly("PASSWORD_REFUSED_WAITING 1 more within a minute");
	}

	@Test
	void countsForEachWhoActs_H08_H09() {
		AuditFlood flooded = new AuditFlood(this.chain, this.transaction, this.clock);
		AuditEvent used = AuditEvent.bySystem(AuditAction.API_USED, this.emma.organization().subject());
		List<AuditEntry> entries = Stream.of("API token A", "API token B")
			.map((name) -> new AuditSubject(UUID.randomUUID(), name, this.emma.organization().id()))
			.map((token) -> AuditEntry.of(used.by(token), this.clock.instant(), new RequestOrigin("192.0.2.1", "a"),
					"node-7"))
			.toList();

		List<Boolean> counted = Stream.concat(entries.stream(), entries.stream()).map(flooded::counts).toList();

		assertThat(counted).containsExactly(false, false, true, true);
	}

	@Test
	void growsByFewEntriesAMinuteWhateverTheNumberOfAddresses_H08() {
		AuditFlood flooded = new AuditFlood(this.chain, this.transaction, this.clock);

		long written = IntStream.range(0, 100_000)
			.mapToObj((i) -> AuditEntry.of(AuditEvent.ofNobody(AuditAction.PASSWORD_WRONG), this.clock.instant(),
					new RequestOrigin("2001:db8::" + i, "a"), "node-7"))
			.filter((entry) -> !flooded.counts(entry))
			.count();

		assertThat(written).isEqualTo(21);
	}

	@Test
	void writesEveryWrongPasswordOfAnAccount_H08() {
		for (int i = 0; i < 3; i++) {
			this.audit.remember(AuditEvent.of(AuditAction.PASSWORD_WRONG, this.emma.subject()));
		}

		assertThat(told(this.emma.id())).hasSize(3);
	}

	@Test
	void beginsEveryChainOnceInThePortalsChain_K9_4() {
		UUID organization = this.emma.organization().id();
		remember(entry("one more", this.clock.instant()));

		assertThat(keyed(organization)).singleElement()
			.asString()
			.startsWith(organization + " 0 ")
			.endsWith(ChainHead.BEGINNING);
		assertThat(keyed(AuditEntry.NOBODYS)).hasSize(1);
	}

	@Test
	void saysThatSomebodyElseChangedTheEndOfAChain_K9_4(CapturedOutput output) {
		UUID organization = this.emma.organization().id();
		remember(entry("before", this.clock.instant()));
		this.jdbc
			.sql("update audit_chain set number = 1, hash = (select hash from audit_entry e"
					+ " where e.chain_id = audit_chain.chain_id and e.number = 1) where chain_id = ?")
			.param(organization)
			.update();
		this.jdbc.sql("delete from audit_entry where chain_id = ? and number > 1").param(organization).update();

		remember(entry("after", this.clock.instant()));

		assertThat(keyed(organization)).hasSize(2);
		assertThat(output)
			.containsOnlyOnce("The end of audit chain " + organization + " was not written by the portal");
	}

	@Test
	void saysThatSomebodyRemovedAChain_K9_4() {
		UUID organization = this.emma.organization().id();
		this.jdbc.sql("delete from audit_entry where chain_id = ?").param(organization).update();
		this.jdbc.sql("delete from audit_chain where chain_id = ?").param(organization).update();

		remember(entry("after", this.clock.instant()));

		assertThat(keyed(organization)).hasSize(2);
	}

	@Test
	void refusesToGoOnWithAKeyThatItDoesNotHave_K9_4() {
		this.jdbc.sql("update audit_chain set keyed_check = concat('new', keyed_check) where chain_id = ?")
			.param(this.emma.organization().id())
			.update();

		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> remember(entry("after", this.clock.instant())))
			.havingRootCause()
			.withMessageContaining("newtest");
		assertThat(told(this.emma.id())).isEmpty();
	}

	@Test
	void notesInTheLogWhereAChainStandsEveryThousandEntries_K9_4(CapturedOutput output) {
		UUID organization = this.emma.organization().id();

		this.transaction.executeWithoutResult((status) -> IntStream.range(0, 1500)
			.forEach((i) -> this.chain.append(entry("entry " + i, this.clock.instant()))));
		remember(entry("last", this.clock.instant()));

		String anchor = "Audit anchor " + organization + " ";
		assertThat(output).containsOnlyOnce(anchor);
		assertThat(output.toString().lines().filter((line) -> line.contains(anchor)).findFirst().orElseThrow())
			.containsPattern(" 15\\d\\d [0-9a-f]{64}$");
	}

	/**
	 * @return with which ends a chain came under the key
	 */
	private List<String> keyed(UUID chain) {
		return this.jdbc.sql("select detail from audit_entry where action = 'AUDIT_CHAIN_KEYED' and detail like ?")
			.param(chain + " %")
			.query(String.class)
			.list();
	}

	private void remember(AuditEntry entry) {
		this.transaction.executeWithoutResult((status) -> this.chain.append(entry));
	}

	private AuditEntry entry(String detail, Instant at) {
		return AuditEntry.of(AuditEvent.of(AuditAction.SIGNED_OUT, this.emma.subject()).detail(detail), at,
				new RequestOrigin("192.0.2.1", "a"), "node-7");
	}

	private List<String> told(UUID account) {
		return whole(this.emma.organization().id()).stream()
			.filter((entry) -> account.equals(entry.accountId()) && !entry.action().startsWith("ACCOUNT"))
			.map((entry) -> entry.action() + " " + entry.detail())
			.toList();
	}

	/**
	 * @return the entries of a chain in which none is missing and every hash is right
	 */
	private List<AuditEntry> whole(UUID organization) {
		List<AuditEntry> entries = new ArrayList<>();
		String[] hash = { ChainHead.BEGINNING };
		this.trail.forEachOf(organization, (stored) -> {
			hash[0] = this.keys.hash(stored.entry(), hash[0], stored.keyId());
			entries.add(stored.entry());
			assertThat(stored.keyId()).isEqualTo("test");
			assertThat(stored.entry().number()).isEqualTo(entries.size());
			assertThat(stored.hash()).isEqualTo(hash[0]);
		});
		return entries;
	}

	private ConfigurableApplicationContext secondNode() {
		List<String> settings = new ArrayList<>(
				List.of("--server.port=0", "--secondstep.test.own-database=true", "--secondstep.audit.node=node-2",
						"--secondstep.audit.key-ring-file=" + this.folder.resolve("audit.keys")));
		for (String name : List.of("spring.datasource.url", "spring.datasource.username", "secondstep.key-ring")) {
			settings.add("--" + name + "=" + this.environment.getRequiredProperty(name));
		}
		return new SpringApplicationBuilder(SecondStep.class)
			.initializers((context) -> ((GenericApplicationContext) context).registerBean("settableClock", Clock.class,
					() -> this.clock, (definition) -> definition.setPrimary(true)))
			.run(settings.toArray(String[]::new));
	}

}
