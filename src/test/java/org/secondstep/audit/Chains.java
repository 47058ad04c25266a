package org.secondstep.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.secondstep.secret.AuditKeyRing;

import org.springframework.mock.env.MockEnvironment;

/**
 * Writes chains as the portal would, and as those do who have no key.
 */
public final class Chains {

	public static final UUID NETFLOW = UUID.fromString("10000000-0000-4000-8000-000000000000");

	public static final UUID CAVERE = UUID.fromString("20000000-0000-4000-8000-000000000000");

	public static final String FIRST_KEY = "first:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

	public static final String SECOND_KEY = "second:OTg3NjU0MzIxMDk4NzY1NDMyMTA5ODc2NTQzMjEwOTg=";

	public static final AuditKeys KEYS = keys(FIRST_KEY);

	private static final Instant BEGINNING = Instant.parse("2026-09-01T08:00:05.123456Z");

	private Chains() {
	}

	public static AuditKeys keys(String ring) {
		return AuditKeyRing.read(new MockEnvironment().withProperty("secondstep.audit.key-ring", ring));
	}

	public static List<StoredEntry> write(UUID chain, int length) {
		return write(entries(chain, length), KEYS, 0);
	}

	/**
	 * @param plain how many entries were written before there was a key
	 */
	public static List<StoredEntry> write(List<AuditEntry> entries, AuditKeys keys, int plain) {
		List<StoredEntry> written = new ArrayList<>();
		String previous = ChainHead.BEGINNING;
		for (AuditEntry entry : entries) {
			long number = written.size() + 1;
			AuditEntry numbered = entry.numbered(number);
			StoredEntry stored = (number <= plain)
					? new StoredEntry(0, numbered, keys.hash(numbered, previous, null), null)
					: keys.entry(numbered, new ChainHead(entry.chain(), number - 1, previous, entry.at(), null));
			written.add(new StoredEntry(number, numbered, stored.hash(), stored.keyId()));
			previous = String.valueOf(stored.hash());
		}
		return written;
	}

	/**
	 * @return the entry as the next one of this chain
	 */
	public static StoredEntry next(List<StoredEntry> chain, StoredEntry stored, AuditKeys keys) {
		return keys.entry(stored.entry(), headOf(chain));
	}

	/**
	 * The portal's chain, in which these came under the key, after itself.
	 */
	public static List<StoredEntry> portal(ChainHead... keyed) {
		AuditEntry like = entry(AuditEntry.NOBODYS, 1);
		return write(Stream.concat(Stream.of(beginning(AuditEntry.NOBODYS)), Stream.of(keyed))
			.map((head) -> like.ofKeyed(head, like.at()))
			.toList(), KEYS, 0);
	}

	public static ChainHead beginning(UUID chain) {
		return ChainHead.beginning(chain);
	}

	public static ChainHead head(List<StoredEntry> chain) {
		return headBy(KEYS, chain);
	}

	public static ChainHead headBy(AuditKeys keys, List<StoredEntry> chain) {
		return keys.keyed(headOf(chain));
	}

	/**
	 * An end as somebody writes it who has no key.
	 */
	public static ChainHead headOf(List<StoredEntry> chain) {
		StoredEntry last = chain.get(chain.size() - 1);
		return new ChainHead(last.entry().chain(), last.entry().number(), String.valueOf(last.hash()),
				last.entry().at(), null);
	}

	public static List<AuditEntry> entries(List<StoredEntry> chain) {
		return chain.stream().map(StoredEntry::entry).toList();
	}

	public static List<AuditEntry> entries(UUID chain, int length) {
		return LongStream.rangeClosed(1, length).mapToObj((number) -> entry(chain, number)).toList();
	}

	public static StoredEntry detailed(StoredEntry stored, String detail) {
		AuditEntry entry = stored.entry();
		return new StoredEntry(stored.id(),
				new AuditEntry(entry.chain(), entry.number(), entry.at(), entry.action(), entry.accountId(),
						entry.accountName(), entry.actorId(), entry.actorName(), entry.kind(), detail, entry.address(),
						entry.requestId(), entry.node()),
				stored.hash(), stored.keyId());
	}

	public static StoredEntry placed(StoredEntry stored, UUID chain, long number) {
		return new StoredEntry(stored.id(), stored.entry().placed(chain, number), stored.hash(), stored.keyId());
	}

	private static AuditEntry entry(UUID chain, long number) {
		return new AuditEntry(chain, number, BEGINNING.plusSeconds(number), "PASSWORD_WRONG", chain, "emma@" + chain,
				null, null, null, "detail " + number, "192.0.2.1", "r" + number, "node-1");
	}

}
