package org.secondstep.approval;

import org.secondstep.account.Grant;
import org.secondstep.account.GrantsEnding;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reports requests that end with the rights of the person, or of who asked. The number of
 * these rights ends them: to change their rows here could deadlock with who approves.
 */
@Component
class EndedRequests {

	private final RequestStore store;

	EndedRequests(RequestStore store) {
		this.store = store;
	}

	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	void report(GrantsEnding ending) {
		ending.report(Grant.RESET_REQUEST, !ending.isReset() && this.store.isConcerned(ending.account().id()));
	}

}
