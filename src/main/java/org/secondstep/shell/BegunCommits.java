package org.secondstep.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Remembers of a request whether it began to commit something. If the connection is lost
 * after that, nobody can know whether the change was made. What happens before the
 * handler, such as looking up the session, changes nothing for the person.
 */
@Component
class BegunCommits implements TransactionExecutionListener, HandlerInterceptor, WebMvcConfigurer {

	private static final String HANDLING = BegunCommits.class.getName() + ".handling";

	private static final String BEGUN = BegunCommits.class.getName() + ".begun";

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		request.setAttribute(HANDLING, true);
		return true;
	}

	@Override
	public void beforeCommit(TransactionExecution transaction) {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		if (request != null && !transaction.isReadOnly()
				&& request.getAttribute(HANDLING, RequestAttributes.SCOPE_REQUEST) != null) {
			request.setAttribute(BEGUN, true, RequestAttributes.SCOPE_REQUEST);
		}
	}

	static boolean isIn(RequestAttributes request) {
		return request.getAttribute(BEGUN, RequestAttributes.SCOPE_REQUEST) != null;
	}

}
