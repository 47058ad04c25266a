package org.secondstep.secret;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.support.SettableClock;
import org.secondstep.support.TestDatabase;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/**
 * Nodes that share a database, while an operator takes another key up.
 */
@SpringBootTest(classes = KeyPhasesTests.Database.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@Tag("database")
class KeyPhasesTests {

	private static final String OLD = "old:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

	private static final String NEW = OLD + "\nnew:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=";

	private static final Place PLACE = new Place("kept", UUID.randomUUID(), "value", UUID.randomUUID());

	@Autowired
	JdbcClient jdbc;

	@Autowired
	PlatformTransactionManager transactions;

	TransactionTemplate transaction;

	Audit audit = mock(Audit.class);

	SettableClock clock = new SettableClock();

	Node one;

	Node two;

	@BeforeEach
	void start() {
		this.transaction = new TransactionTemplate(this.transactions);
		this.jdbc.sql("delete from key_check").update();
		this.jdbc.sql("delete from key_node").update();
		this.one = new Node(OLD);
		this.two = new Node(OLD);
	}

	@Test
	void sealsWithANewKeyOnceEveryLiveNodeHasIt_K5_2() {
		this.one.phases.leave();
		this.one = new Node(NEW);
		String early = this.one.seal();
		this.two.phases.leave();
		this.two = new Node(NEW);
		String late = this.one.seal();

		assertThat(early).startsWith("old.");
		assertThat(late).startsWith("new.");
		assertThat(this.two.seal()).startsWith("new.");
		assertThat(this.two.open(early)).isEqualTo(this.two.open(late)).isEqualTo("value");
		assertThat(this.one.phases.retireAllBut("new")).isTrue();
		assertThat(keys()).containsExactly("new SEALING");
		assertThat(new Node(NEW.substring(OLD.length() + 1)).open(late)).isEqualTo("value");
	}

	@Test
	void remembersOnceThatANewKeyIsTakenUp_H01() {
		this.one.phases.leave();
		this.two.phases.leave();
		this.one = new Node(NEW);
		this.one.phases.report();
		this.two = new Node(NEW);

		verify(this.audit).write(AuditEvent.ofPortal(AuditAction.KEY_TAKEN_UP).detail("new"));
	}

	@Test
	void hashesWithTheNewKeyOnceEveryLiveNodeHasIt_K5_2() {
		this.one.phases.leave();
		this.one = new Node(NEW);

		assertThat(this.one.sealer.keyedHash("typed", "test")).startsWith("old.");
		assertThat(this.two.sealer.keyedHashes("typed", "test")).contains(this.one.sealer.keyedHash("typed", "test"),
				this.one.sealer.keyedHashToKeep("typed", "test"));
	}

	@Test
	void sealsNothingOnANodeThatSleptThroughARotation_K5_2() {
		this.clock.forward(Duration.ofSeconds(61));
		this.one.phases.leave();
		this.one = new Node(NEW);
		boolean clear = this.one.phases.retireAllBut("new");

		assertThat(this.one.seal()).startsWith("new.");
		assertThat(clear).isTrue();
		assertThatExceptionOfType(MissingKeyException.class).isThrownBy(this.two::seal).withMessageContaining("new");
		assertThatExceptionOfType(MissingKeyException.class).isThrownBy(
				() -> this.transaction.execute((status) -> this.two.sealer.keyedHashToKeep("token", "password-link")));
		assertThatExceptionOfType(MissingKeyException.class).isThrownBy(() -> this.two.open(this.one.seal()));
		assertThat(this.two.phases.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		assertThat(this.one.phases.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void keepsTheOldKeyWhileALiveNodeLacksTheNewOne_K5_2() {
		this.clock.forward(Duration.ofSeconds(61));
		this.one.phases.leave();
		this.one = new Node(NEW);
		this.two.phases.report();

		assertThat(this.one.phases.retireAllBut("new")).isFalse();
		assertThat(keys()).containsExactlyInAnyOrder("old OPENING", "new SEALING");
	}

	@Test
	void waitsForWhatIsSealedAtThatMoment_K5_2() throws Exception {
		Assumptions.assumeTrue(TestDatabase.isPostgres(), "H2 has one node, which takes a key up when it starts");
		this.one.phases.leave();
		this.two.phases.leave();
		CompletableFuture<Node> taking = this.transaction.execute((status) -> {
			String sealed = this.one.sealInside();
			CompletableFuture<Node> start = CompletableFuture.supplyAsync(() -> new Node(NEW));
			assertThat(sealed).startsWith("old.");
			assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> start.get(2, TimeUnit.SECONDS));
			return start;
		});

		taking.get(10, TimeUnit.SECONDS).phases.report();

		assertThat(keys()).containsExactlyInAnyOrder("old OPENING", "new SEALING");
	}

	@Test
	void startsWithTheOldRingWhileTheNewKeySealsNothing_K5_2() {
		this.one.phases.leave();
		this.one = new Node(NEW);

		assertThat(new Node(OLD).seal()).startsWith("old.");
	}

	@Test
	void refusesToStartWithoutTheKeyThatSeals_K5_2() {
		this.one.phases.leave();
		this.two.phases.leave();
		this.one = new Node(NEW);

		assertThat(this.one.seal()).startsWith("new.");
		assertThatExceptionOfType(UnusableKeyRingException.class).isThrownBy(() -> new Node(OLD))
			.withMessageContaining("the key new is missing");
	}

	@Test
	void letsOneKeySealInADatabaseFromBeforeThePhases_K5_2() {
		this.one.phases.leave();
		this.two.phases.leave();
		new Node(NEW).phases.leave();
		this.jdbc.sql("update key_check set phase = 'SEALING'").update();

		assertThat(new Node(NEW).seal()).startsWith("new.");
		assertThat(keys()).containsExactlyInAnyOrder("old OPENING", "new SEALING");
	}

	private List<String> keys() {
		return this.jdbc.sql("select key_id || ' ' || phase from key_check").query(String.class).list();
	}

	/**
	 * One node of the portal, as far as keys go.
	 */
	private final class Node {

		private final KeyPhases phases;

		private final Sealer sealer;

		private Node(String lines) {
			KeyRing ring = KeyRing.parse(lines);
			JdbcClient client = KeyPhasesTests.this.jdbc;
			TransactionTemplate template = KeyPhasesTests.this.transaction;
			SealingKey key = new StoredSealingKey(client, TestDatabase.isPostgres(), ring.currentId());
			this.phases = new KeyPhases(client, ring, key, KeyPhasesTests.this.audit, template,
					KeyPhasesTests.this.clock);
			new KeyCheck(client, List.of(), KeyPhasesTests.this.audit, template).refuseWrongKeys(ring,
					new Sealer(ring, new SecureRandom()));
			this.phases.report();
			this.sealer = new Sealer(ring, new SecureRandom(), key);
		}

		private String seal() {
			return KeyPhasesTests.this.transaction.execute((status) -> sealInside());
		}

		private String sealInside() {
			return this.sealer.seal("value".getBytes(StandardCharsets.UTF_8), PLACE);
		}

		private String open(String sealed) {
			return new String(this.sealer.open(sealed, PLACE), StandardCharsets.UTF_8);
		}

	}

	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class, FlywayAutoConfiguration.class })
	static class Database {

	}

}
