package org.secondstep.adminrecovery;

import java.util.UUID;

import org.secondstep.secret.SealedNotes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Answers the command {@code admin recover} while the portal runs. Every node looks into
 * its own folder, so this is no job of the cluster.
 */
@Component
class RecoveryRequests {

	static final String REQUEST = "recover-request";

	static final String ANSWER = "recover-answer";

	private static final Logger log = LoggerFactory.getLogger(RecoveryRequests.class);

	private final SealedNotes notes;

	private final AdministratorRecovery recovery;

	RecoveryRequests(SealedNotes notes, AdministratorRecovery recovery) {
		this.notes = notes;
		this.recovery = recovery;
	}

	void answer() {
		for (UUID id : this.notes.waiting(REQUEST)) {
			this.notes.take(id, REQUEST).ifPresent((account) -> answer(id, account));
		}
	}

	private void answer(UUID id, String account) {
		RecoveryAnswer answer = this.recovery.issue(account);
		log.warn("The command 'admin recover' asked for an address and was {}",
				answer.granted() ? "granted one" : "refused");
		this.notes.write(id, ANSWER, answer.note());
	}

}
