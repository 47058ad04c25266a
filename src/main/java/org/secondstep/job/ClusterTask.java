package org.secondstep.job;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job as the scheduler runs it.
 */
class ClusterTask {

	private static final Logger log = LoggerFactory.getLogger(ClusterTask.class);

	/** After a failure no job waits longer than this. */
	private static final Duration RETRY = Duration.ofMinutes(1);

	private final Job job;

	private final JobFailures failures;

	private final String node;

	ClusterTask(Job job, JobFailures failures, String node) {
		this.job = job;
		this.failures = failures;
		this.node = node;
	}

	CustomTask<Void> task() {
		return Tasks.custom(this.job.name(), Void.class)
			.scheduleOnStartup(RecurringTask.INSTANCE, null, (now) -> now)
			.onFailure(this::retry)
			.onDeadExecution(this::takeOver)
			.execute((instance, context) -> run(context));
	}

	private CompletionHandler<Void> run(ExecutionContext context) {
		boolean more = true;
		while (more && mayGoOn(context)) {
			more = this.job.step().getAsBoolean();
		}
		Duration pause = more ? Duration.ZERO : this.job.interval();
		return (complete, operations) -> operations.reschedule(complete, complete.getTimeDone().plus(pause));
	}

	/**
	 * A node that could not write its heartbeat may count as dead, and another one may be
	 * at it already.
	 */
	private static boolean mayGoOn(ExecutionContext context) {
		return !context.getSchedulerState().isShuttingDown()
				&& !context.getCurrentlyExecuting().getHeartbeatState().hasStaleHeartbeat();
	}

	private void retry(ExecutionComplete failed, ExecutionOperations<Void> operations) {
		this.failures.remember(this.job.name(), this.node, failed.getCause().orElseThrow(), failed.getTimeDone());
		Duration pause = (this.job.interval().compareTo(RETRY) < 0) ? this.job.interval() : RETRY;
		operations.reschedule(failed, failed.getTimeDone().plus(pause));
	}

	private void takeOver(ExecutionComplete dead, ExecutionOperations<Void> operations) {
		try {
			this.failures.remember(this.job.name(), dead.getExecution().pickedBy, null, dead.getTimeDone());
			operations.reschedule(dead, dead.getTimeDone());
		}
		catch (ExecutionException ex) {
			log.debug("Another node took over {}", this.job.name());
		}
	}

}
