package org.secondstep.shell;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLNonTransientConnectionException;
import java.util.HexFormat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id, for the log and for the person who reports an error; says
 * "try later" when the database cannot be reached, wherever that is noticed; and answers
 * what no server can read without filling the log with stack traces.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdFilter extends OncePerRequestFilter {

	static final String ID = "requestId";

	private static final Logger log = LoggerFactory.getLogger(RequestIdFilter.class);

	private final SecureRandom random;

	RequestIdFilter(SecureRandom random) {
		this.random = random;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		byte[] id = new byte[6];
		this.random.nextBytes(id);
		request.setAttribute(ID, HexFormat.of().formatHex(id));
		MDC.put(ID, HexFormat.of().formatHex(id));
		try {
			chain.doFilter(request, response);
		}
		catch (ServletException | RuntimeException ex) {
			Integer status = response.isCommitted() ? null : statusFor(ex);
			if (status == null) {
				throw ex;
			}
			response.resetBuffer();
			response.sendError(status);
		}
		finally {
			MDC.remove(ID);
		}
	}

	/**
	 * @return the status for what is no fault of this portal, or nothing
	 */
	private static @Nullable Integer statusFor(Throwable thrown) {
		for (Throwable each = thrown; each != null; each = each.getCause()) {
			if (each instanceof InvalidParameterException invalid) {
				return invalid.getErrorCode();
			}
			if (isOutage(each)) {
				log.error("The database cannot be reached: {}", thrown.getMessage());
				return HttpStatus.SERVICE_UNAVAILABLE.value();
			}
		}
		return null;
	}

	/**
	 * The database is away, or its disk is full.
	 */
	private static boolean isOutage(Throwable thrown) {
		return thrown instanceof CannotCreateTransactionException
				|| thrown instanceof DataAccessResourceFailureException
				|| thrown instanceof TransientDataAccessResourceException
				|| thrown instanceof SQLNonTransientConnectionException
				|| thrown instanceof DataAccessException failure && failure.getRootCause() instanceof IOException;
	}

}
