package org.secondstep.audit;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where what happens now comes from: the peer, or what a configured proxy says of it.
 */
public record RequestOrigin(@Nullable String address, @Nullable String requestId) {

	private static final ThreadLocal<RequestOrigin> ELSEWHERE = new ThreadLocal<>();

	public static RequestOrigin current() {
		RequestOrigin elsewhere = ELSEWHERE.get();
		if (elsewhere != null) {
			return elsewhere;
		}
		String address = (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				? attributes.getRequest().getRemoteAddr() : null;
		return new RequestOrigin(address, MDC.get("requestId"));
	}

	/**
	 * Does in this thread what comes from that request, which may be over.
	 */
	public void during(Runnable task) {
		ELSEWHERE.set(this);
		try {
			task.run();
		}
		finally {
			ELSEWHERE.remove();
		}
	}

}
