package org.secondstep.shell;

import java.io.IOException;
import java.security.SecureRandom;
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
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
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

	/** Seconds. */
	private static final String RETRY_AFTER = "30";

	private static final Logger log = LoggerFactory.getLogger(RequestIdFilter.class);

	private final SecureRandom random;

	RequestIdFilter(SecureRandom random) {
		this.random = random;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse plain, FilterChain chain)
			throws ServletException, IOException {
		HttpServletResponse response = ProblemResponse.of(request, plain);
		byte[] id = new byte[6];
		this.random.nextBytes(id);
		request.setAttribute(ID, HexFormat.of().formatHex(id));
		MDC.put(ID, HexFormat.of().formatHex(id));
		try {
			chain.doFilter(request, response);
		}
		catch (ServletException | RuntimeException ex) {
			Integer status = response.isCommitted() ? null : statusFor(ex, response);
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
	private static @Nullable Integer statusFor(Throwable thrown, HttpServletResponse response) {
		for (Throwable each = thrown; each != null; each = each.getCause()) {
			if (each instanceof InvalidParameterException invalid) {
				return invalid.getErrorCode();
			}
		}
		String outage = Outage.reason(thrown).orElse(null);
		if (outage == null) {
			return null;
		}
		log.error("The database cannot be reached: {}", outage);
		response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
		return HttpStatus.SERVICE_UNAVAILABLE.value();
	}

}
