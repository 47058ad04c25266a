package org.secondstep.shell;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Decides for the whole portal whether an exception means that the database is away: not
 * reachable, shutting down, full, or no longer the primary. Such a failure is nobody's
 * fault, ends by itself and deserves one line in the log.
 */
public final class Outage {

	/**
	 * Class 08 is a lost connection and 53 a lack of resources. 57P01 to 57P05 are a
	 * server that stops or starts, and 25006 is one that became a standby. The rest are
	 * H2's: the connection is broken, or its database is closed or closing.
	 */
	private static final Pattern STATES = Pattern.compile("08...|53...|57P0.|25006|90007|90067|90098|90121");

	/** What the pool answers, without an SQLSTATE, after it gave a connection up. */
	private static final String GIVEN_UP = "Connection is closed";

	private Outage() {
	}

	public static boolean isIn(Throwable thrown) {
		return cause(thrown).isPresent();
	}

	/**
	 * @return the first line of what the database or its driver said, if this is an
	 * outage
	 */
	static Optional<String> reason(Throwable thrown) {
		return cause(thrown).map(Outage::deepestMessage).map((message) -> message.lines().findFirst().orElse(""));
	}

	private static Optional<Throwable> cause(Throwable thrown) {
		for (Throwable each = thrown; each != null; each = each.getCause()) {
			if (isOutage(each)) {
				return Optional.of(each);
			}
		}
		return Optional.empty();
	}

	private static boolean isOutage(Throwable thrown) {
		return thrown instanceof CannotCreateTransactionException
				|| thrown instanceof DataAccessResourceFailureException
				|| thrown instanceof TransientDataAccessResourceException
				|| thrown instanceof DataAccessException failure && failure.getRootCause() instanceof IOException
				|| thrown instanceof TransactionSystemException failure && isFailedRollback(failure)
				|| thrown instanceof SQLException failure && isOutage(failure);
	}

	/**
	 * Only a connection that is gone can't roll back.
	 */
	private static boolean isFailedRollback(TransactionSystemException failure) {
		return failure.getApplicationException() != null;
	}

	private static boolean isOutage(SQLException failure) {
		return failure instanceof SQLNonTransientConnectionException
				|| failure instanceof SQLTransientConnectionException || failure instanceof SQLRecoverableException
				|| hasStateOfOutage(failure.getSQLState()) || GIVEN_UP.equals(failure.getMessage());
	}

	private static boolean hasStateOfOutage(@Nullable String state) {
		return state != null && STATES.matcher(state).matches();
	}

	private static String deepestMessage(Throwable thrown) {
		String message = thrown.toString();
		for (Throwable each = thrown; each != null; each = each.getCause()) {
			message = (each.getMessage() != null) ? each.getMessage() : message;
		}
		return message;
	}

}
