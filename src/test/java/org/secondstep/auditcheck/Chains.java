package org.secondstep.auditcheck;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.secondstep.audit.AuditEntry;
import org.secondstep.audit.ChainHead;
import org.secondstep.audit.StoredEntry;

/**
 * Writes chains as the portal would.
 */
final class Chains {

	static final UUID NETFLOW = UUID.fromString("10000000-0000-4000-8000-000000000000");

	static final UUID CAVERE = UUID.fromString("20000000-0000-4000-8000-000000000000");

	private static final Instant BEGINNING = Instant.parse("2026-09-01T08:00:05.123456Z");

	private Chains() {
	}

	static List<StoredEntry> write(UUID chain, int length) {
		List<StoredEntry> written = new ArrayList<>();
		String hash = ChainHead.BEGINNING;
		for (int number = 1; number <= length; number++) {
			AuditEntry entry = new AuditEntry(chain, number, BEGINNING.plusSeconds(number), "PASSWORD_WRONG", chain,
					"emma@" + chain, null, null, null, "detail " + number, "192.0.2.1", "r" + number, "node-1");
			hash = entry.hash(hash);
			written.add(new StoredEntry(number, entry, hash));
		}
		return written;
	}

	static ChainHead head(List<StoredEntry> chain) {
		StoredEntry last = chain.get(chain.size() - 1);
		return new ChainHead(last.entry().chain(), last.entry().number(), String.valueOf(last.hash()),
				last.entry().at());
	}

	static StoredEntry detailed(StoredEntry stored, String detail) {
		AuditEntry entry = stored.entry();
		return new StoredEntry(stored.id(),
				new AuditEntry(entry.chain(), entry.number(), entry.at(), entry.action(), entry.accountId(),
						entry.accountName(), entry.actorId(), entry.actorName(), entry.kind(), detail, entry.address(),
						entry.requestId(), entry.node()),
				stored.hash());
	}

	static StoredEntry placed(StoredEntry stored, UUID chain, long number) {
		return new StoredEntry(stored.id(), stored.entry().placed(chain, number), stored.hash());
	}

}
