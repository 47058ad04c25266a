package org.secondstep.limit;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;
import org.secondstep.audit.AuditTrail;
import org.secondstep.shell.NetworkAddress;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What administrators may know and do about wrong passwords per client address.
 */
@Service
public class FailingClients {

	private static final int MOST = 200;

	private final JdbcClient jdbc;

	private final Limits limits;

	private final AuditTrail trail;

	private final Audit audit;

	private final SignInProperties properties;

	private final Clock clock;

	FailingClients(JdbcClient jdbc, Limits limits, AuditTrail trail, Audit audit, SignInProperties properties,
			Clock clock) {
		this.jdbc = jdbc;
		this.limits = limits;
		this.trail = trail;
		this.audit = audit;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * @return the addresses with the most failures, those first
	 */
	@Transactional(readOnly = true)
	public List<FailingClient> all() {
		Instant now = this.clock.instant();
		Map<String, Set<UUID>> accounts = new HashMap<>();
		this.trail.accountsByAddress(AuditAction.PASSWORD_WRONG, now.minus(this.properties.addressWindow()))
			.forEach((address, tried) -> accounts
				.computeIfAbsent(ClientAddress.of(address).value(), (key) -> new HashSet<>())
				.addAll(tried));
		return this.jdbc.sql("""
				select attempt_key, failures, blocked_until, updated_at from password_attempts
				where updated_at > ? and attempt_key like ? order by failures desc, attempt_key limit ?""")
			.params(Timestamp.from(now.minus(this.properties.addressWindow())), ClientAddress.KEY + "%", MOST)
			.query((row, index) -> {
				String key = row.getString(1).substring(ClientAddress.KEY.length());
				Instant blockedUntil = row.getTimestamp(3).toInstant();
				return new FailingClient(key, shown(key), row.getInt(2), row.getTimestamp(4).toInstant(),
						blockedUntil.isAfter(now) ? blockedUntil : null, accounts.getOrDefault(key, Set.of()).size());
			})
			.list();
	}

	/**
	 * Forgets the failures of an address; the waits of accounts stay.
	 * @param key as in {@link FailingClient#key()}
	 */
	@Transactional
	public void clear(String key, AuditSubject by) {
		if (this.limits.clear(new ClientAddress(key).key())) {
			this.audit.remember(AuditEvent.of(AuditAction.CLIENT_ADDRESS_CLEARED, by).detail(shown(key)));
		}
	}

	/**
	 * A network is counted by its first eight bytes in hexadecimal.
	 */
	private static String shown(String key) {
		if (!key.matches("[0-9a-f]{16}")) {
			return key;
		}
		String groups = IntStream.range(0, 4)
			.mapToObj((group) -> Integer.toHexString(Integer.parseInt(key, 4 * group, 4 * group + 4, 16)))
			.collect(Collectors.joining(":"));
		return NetworkAddress.of(groups + ":0:0:0:0").text() + "/64";
	}

}
