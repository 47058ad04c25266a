package org.secondstep.audit;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where what happens now comes from: the peer, or what a configured proxy says of it.
 */
record RequestOrigin(@Nullable String address, @Nullable String requestId) {

	static RequestOrigin current() {
		String address = (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				? attributes.getRequest().getRemoteAddr() : null;
		return new RequestOrigin(address, MDC.get("requestId"));
	}

}
