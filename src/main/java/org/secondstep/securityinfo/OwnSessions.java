package org.secondstep.securityinfo;

import java.util.OptionalInt;

import jakarta.servlet.http.HttpServletRequest;
import org.secondstep.account.AccountGenerations;
import org.secondstep.account.AccountProfile;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.session.CurrentSession;
import org.secondstep.session.Sessions;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Ends sessions as their owner decides: without an entry in the audit none ends.
 */
@Service
class OwnSessions {

	private final Sessions sessions;

	private final CurrentSession current;

	private final AccountGenerations generations;

	private final Audit audit;

	private final TransactionOperations transaction;

	OwnSessions(Sessions sessions, CurrentSession current, AccountGenerations generations, Audit audit,
			TransactionOperations transaction) {
		this.sessions = sessions;
		this.current = current;
		this.generations = generations;
		this.audit = audit;
		this.transaction = transaction;
	}

	void end(AccountProfile account, String id) {
		this.transaction.executeWithoutResult((status) -> {
			if (this.sessions.end(account.id(), id)) {
				this.audit.remember(AuditEvent.of(AuditAction.SESSION_ENDED, account.subject()));
			}
		});
	}

	/**
	 * Pressed twice at once, the second press finds the others ended.
	 */
	void endOthers(AccountProfile account, HttpServletRequest request) {
		OptionalInt raised = this.transaction.execute((status) -> {
			OptionalInt generation = this.generations.raiseFrom(account.id(), account.generation());
			if (generation.isPresent()) {
				this.audit.remember(AuditEvent.of(AuditAction.SESSION_ENDED, account.subject()).detail("others"));
			}
			return generation;
		});
		raised.ifPresent((generation) -> goOnAlone(account, generation, request));
	}

	/**
	 * All sessions were ended by a change made in this one, which goes on, under another
	 * id: until the end of the request its row still has the present one.
	 */
	void goOnAlone(AccountProfile account, int generation, HttpServletRequest request) {
		this.sessions.deleteOthers(account.id(), request.getSession().getId());
		this.current.carryOver(generation, request);
	}

}
