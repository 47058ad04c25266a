package org.secondstep.support;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Does something at a chosen moment of a chosen transaction of a request, such as cutting
 * the database off.
 */
public class TransactionCut implements TransactionExecutionListener {

	private final AtomicInteger left = new AtomicInteger();

	private volatile Moment moment = Moment.COMMIT;

	private volatile Runnable action = () -> {
	};

	/**
	 * @param number 1 for the first transaction of the next request
	 */
	public void arm(Moment moment, int number, Runnable action) {
		this.moment = moment;
		this.action = action;
		this.left.set(number);
	}

	/**
	 * @return whether the moment came
	 */
	public boolean disarm() {
		return this.left.getAndSet(0) <= 0;
	}

	@Override
	public void afterBegin(TransactionExecution transaction, Throwable failure) {
		reach(Moment.BEGIN, transaction);
	}

	@Override
	public void beforeCommit(TransactionExecution transaction) {
		reach(Moment.COMMIT, transaction);
	}

	private void reach(Moment reached, TransactionExecution transaction) {
		if (reached.isOf(this.moment, transaction) && RequestContextHolder.getRequestAttributes() != null
				&& this.left.get() > 0 && this.left.decrementAndGet() == 0) {
			this.left.set(-1);
			this.action.run();
		}
	}

	/**
	 * Where in a transaction.
	 */
	public enum Moment {

		/** Right after it began. */
		BEGIN,

		/** Right before it is committed. */
		COMMIT,

		/** Right before one that may write is committed. */
		WRITING_COMMIT;

		private boolean isOf(Moment wanted, TransactionExecution transaction) {
			return wanted == this || wanted == WRITING_COMMIT && this == COMMIT && !transaction.isReadOnly();
		}

	}

}
