package org.secondstep.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Tells errors to a program instead of a person (RFC 9457).
 */
final class ProblemResponse extends HttpServletResponseWrapper {

	private static final String PROGRAMS = "/api/";

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final HttpServletRequest request;

	private ProblemResponse(HttpServletRequest request, HttpServletResponse response) {
		super(response);
		this.request = request;
	}

	/**
	 * @return the response, told to a program where it is one that asks
	 */
	static HttpServletResponse of(HttpServletRequest request, HttpServletResponse response) {
		return LocalPath.of(request).startsWith(PROGRAMS) ? new ProblemResponse(request, response) : response;
	}

	@Override
	public void sendError(int status) throws IOException {
		sendError(status, null);
	}

	@Override
	public void sendError(int status, @Nullable String detail) throws IOException {
		HttpStatus known = HttpStatus.resolve(status);
		Map<String, Object> problem = new LinkedHashMap<>();
		problem.put("type", "about:blank");
		problem.put("title", (known != null) ? known.getReasonPhrase() : "Error");
		problem.put("status", status);
		if (detail != null) {
			problem.put("detail", detail);
		}
		problem.put("requestId", String.valueOf(this.request.getAttribute(RequestIdFilter.ID)));
		byte[] body = MAPPER.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
		resetBuffer();
		setStatus(status);
		setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		setContentLength(body.length);
		getOutputStream().write(body);
	}

}
