package org.secondstep.limit;

import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;

import org.secondstep.account.Accounts;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;
import org.secondstep.audit.RequestOrigin;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Remembers what strangers were refused, aside from their requests, which would take
 * longer for an account that exists.
 */
@Component
public class Refusals {

	/** More of them wait in their requests, whatever the account. */
	private static final int MOST_ASIDE = 100;

	private final Accounts accounts;

	private final Audit audit;

	private final AsyncTaskExecutor executor;

	private final Semaphore aside = new Semaphore(MOST_ASIDE);

	Refusals(Accounts accounts, Audit audit, AsyncTaskExecutor applicationTaskExecutor) {
		this.accounts = accounts;
		this.audit = audit;
		this.executor = applicationTaskExecutor;
	}

	/**
	 * @param typed the account as somebody typed it
	 * @param event what is remembered if there is such an account
	 */
	public void remember(AuditAction action, String typed, BiFunction<AuditAction, AuditSubject, AuditEvent> event) {
		RequestOrigin origin = RequestOrigin.current();
		this.aside.acquireUninterruptibly();
		this.executor.execute(() -> {
			try {
				origin.during(() -> this.audit.remember(this.accounts.find(typed)
					.map((account) -> event.apply(action, account.subject()))
					.orElseGet(() -> AuditEvent.ofNobody(action))));
			}
			finally {
				this.aside.release();
			}
		});
	}

}
