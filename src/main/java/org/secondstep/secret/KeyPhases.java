package org.secondstep.secret;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.annotation.PreDestroy;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Which key seals, for all nodes. A key is KNOWN from the first start of a node that has
 * it, SEALING once every live node has it, OPENING when a newer one seals, and its row is
 * gone when nothing is left that it sealed. Every node reports its ring every ten
 * seconds; a node that is silent for a minute counts no more.
 */
class KeyPhases implements HealthIndicator {

	private static final Logger log = LoggerFactory.getLogger(KeyPhases.class);

	private static final Duration SILENT = Duration.ofMinutes(1);

	private static final String COMMA = ",";

	private final UUID node = UUID.randomUUID();

	private final JdbcClient jdbc;

	private final KeyRing ring;

	private final SealingKey sealing;

	private final Audit audit;

	private final TransactionOperations transaction;

	private final Clock clock;

	KeyPhases(JdbcClient jdbc, KeyRing ring, SealingKey sealing, Audit audit, TransactionOperations transaction,
			Clock clock) {
		this.jdbc = jdbc;
		this.ring = ring;
		this.sealing = sealing;
		this.audit = audit;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Says which keys this node has, and lets the ring's last key seal if all others have
	 * it too.
	 */
	void report() {
		this.transaction.executeWithoutResult((status) -> {
			write();
			advance();
		});
		String key = this.sealing.refresh();
		if (!this.ring.ids().contains(key)) {
			log.error("The key ring of this node lacks the key {}, with which the other nodes seal:"
					+ " add its line and restart this node", key);
		}
	}

	@PreDestroy
	void leave() {
		this.jdbc.sql("delete from key_node where node_id = ?").param(this.node).update();
	}

	/**
	 * Nothing that must last is sealed with an earlier key: those may leave the ring.
	 * @param current the key with which everything was found sealed
	 * @return whether there were any, and every live node has the current one
	 */
	boolean retireAllBut(String current) {
		return Boolean.TRUE.equals(this.transaction.execute((status) -> {
			boolean retired = isKnownToAll(current) && this.jdbc.sql("""
					delete from key_check where phase = 'OPENING' and exists
					(select 1 from key_check c where c.key_id = ? and c.phase = 'SEALING')""")
				.param(current)
				.update() > 0;
			if (retired) {
				this.audit.write(AuditEvent.ofPortal(AuditAction.SECRETS_SEALED_ANEW).detail(current));
			}
			return retired;
		}));
	}

	/**
	 * A node without the key that seals can neither seal nor read what the others sealed.
	 */
	@Override
	public Health health() {
		String key = this.sealing.lastKnown();
		return this.ring.ids().contains(key) ? Health.up().build()
				: Health.outOfService().withDetail("missing", key).build();
	}

	private void write() {
		Timestamp now = Timestamp.from(this.clock.instant());
		String keys = String.join(COMMA, this.ring.ids());
		if (this.jdbc.sql("update key_node set key_ids = ?, seen_at = ? where node_id = ?")
			.params(keys, now, this.node)
			.update() == 0) {
			this.jdbc.sql("insert into key_node (node_id, key_ids, seen_at) values (?, ?, ?)")
				.params(this.node, keys, now)
				.update();
		}
	}

	/**
	 * The update waits for transactions that seal with the key from before.
	 */
	private void advance() {
		String wanted = this.ring.currentId();
		if (isKnown(wanted, "") && isKnownToAll(wanted) && isKnown(wanted, " for update")) {
			this.jdbc.sql("update key_check set phase = 'OPENING' where phase = 'SEALING'").update();
			this.jdbc.sql("update key_check set phase = 'SEALING' where key_id = ?").param(wanted).update();
			this.audit.write(AuditEvent.ofPortal(AuditAction.KEY_TAKEN_UP).detail(wanted));
		}
	}

	private boolean isKnown(String key, String lock) {
		return !this.jdbc.sql("select key_id from key_check where key_id = ? and phase = 'KNOWN'" + lock)
			.param(key)
			.query(String.class)
			.list()
			.isEmpty();
	}

	private boolean isKnownToAll(String key) {
		List<String> rings = this.jdbc.sql("select key_ids from key_node where seen_at > ?")
			.param(Timestamp.from(this.clock.instant().minus(SILENT)))
			.query(String.class)
			.list();
		return rings.stream().map(KeyPhases::ids).allMatch((ids) -> ids.contains(key));
	}

	private static Set<String> ids(String ring) {
		return new HashSet<>(Arrays.asList(ring.split(COMMA)));
	}

}
