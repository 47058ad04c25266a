package org.secondstep.job;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import org.jspecify.annotations.Nullable;
import org.secondstep.job.JobFailure.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Puts failures into the log, one line each and a stack trace only where the portal has
 * to be mended, and where the page of jobs finds them.
 */
@Component
class JobFailures {

	private static final Logger log = LoggerFactory.getLogger(JobFailures.class);

	private final JobStore store;

	private final SecureRandom random;

	JobFailures(JobStore store, SecureRandom random) {
		this.store = store;
		this.random = random;
	}

	/**
	 * @param cause none if the node was cut off
	 */
	void remember(String job, String node, @Nullable Throwable cause, Instant at) {
		JobFailure failure = log(job, node, cause, at);
		try {
			this.store.failed(job, failure);
		}
		catch (DataAccessException ex) {
			log.debug("The failure stands in the log only", ex);
		}
	}

	/**
	 * @param cause none if the node was cut off
	 */
	JobFailure log(String job, String node, @Nullable Throwable cause, Instant at) {
		byte[] bytes = new byte[6];
		this.random.nextBytes(bytes);
		String reference = HexFormat.of().formatHex(bytes);
		Reason reason = reason(cause);
		switch (reason) {
			case CUT_OFF -> log.warn("Job {} was cut off on node {} and starts again [{}]", job, node, reference);
			case DATABASE -> log.error("Job {} could not use the database: {} [{}]", job, firstLine(cause), reference);
			case UNEXPECTED -> log.error("Job {} failed [{}]", job, reference, cause);
		}
		return new JobFailure(at, reason, reference, node);
	}

	private static Reason reason(@Nullable Throwable cause) {
		if (cause == null) {
			return Reason.CUT_OFF;
		}
		return (cause instanceof DataAccessException || cause instanceof TransactionException
				|| cause instanceof SQLRuntimeException) ? Reason.DATABASE : Reason.UNEXPECTED;
	}

	private static String firstLine(@Nullable Throwable cause) {
		return String.valueOf((cause != null) ? cause.getMessage() : null).lines().findFirst().orElse("");
	}

}
