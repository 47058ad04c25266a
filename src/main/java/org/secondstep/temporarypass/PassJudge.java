package org.secondstep.temporarypass;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.secondstep.account.Accounts;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.method.SecondStep.Answer;
import org.secondstep.secret.Sealer;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Says whether a typed pass is the account's, and spends it.
 */
@Component
class PassJudge {

	private final PassStore passes;

	private final Accounts accounts;

	private final Sealer sealer;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	PassJudge(PassStore passes, Accounts accounts, Sealer sealer, ApplicationEventPublisher events, Clock clock) {
		this.passes = passes;
		this.accounts = accounts;
		this.sealer = sealer;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * @return the hash to keep: account and purpose are in it, so that a row that was
	 * moved, or is said to be for something else, opens nothing
	 */
	String hash(UUID account, PassPurpose purpose, PassText text) {
		return this.sealer.keyedHashToKeep(hashed(account, purpose, text), TemporaryPasses.KIND);
	}

	Answer judge(UUID account, PassPurpose purpose, String typed) {
		List<String> hashes = hashes(account, purpose, PassText.parse(typed).orElseThrow());
		if (this.passes.use(account, purpose, hashes, this.clock.instant())) {
			this.events
				.publishEvent(AuditEvent.of(AuditAction.PASS_USED, this.accounts.find(account).orElseThrow().subject())
					.method(TemporaryPasses.KIND, null));
			return Answer.RIGHT;
		}
		return this.passes.wasUsed(account, hashes) ? Answer.REPLAYED : Answer.WRONG;
	}

	private List<String> hashes(UUID account, PassPurpose purpose, PassText text) {
		return this.sealer.keyedHashes(hashed(account, purpose, text), TemporaryPasses.KIND);
	}

	/**
	 * Passes for a method came first and name no purpose.
	 */
	private static String hashed(UUID account, PassPurpose purpose, PassText text) {
		return text.value() + "\n" + account + ((purpose != PassPurpose.ENROLLMENT) ? "\n" + purpose : "");
	}

}
