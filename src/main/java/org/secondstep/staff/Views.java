package org.secondstep.staff;

import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;

import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Remembers that a member of staff looks at a person, whichever page below the address of
 * that person is opened, before it is shown. What open pages ask for again and again is
 * no view of its own.
 */
@Component
public class Views implements HandlerInterceptor, WebMvcConfigurer {

	private final Reach reach;

	private final Audit audit;

	Views(Reach reach, Audit audit) {
		this.reach = reach;
		this.audit = audit;
	}

	public void remember(AccountProfile person, AccountProfile staff) {
		this.audit.remember(AuditEvent.of(AuditAction.PERSON_VIEWED, person.subject()).by(staff.subject()));
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this)
			.addPathPatterns("/helpdesk/accounts/{id}/**")
			.excludePathPatterns("/helpdesk/accounts/{id}/progress", "/helpdesk/accounts/{id}/caller-check/state");
	}

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView page) {
		if (HttpMethod.GET.matches(request.getMethod()) && request.getUserPrincipal() instanceof Authentication signedIn
				&& signedIn.getPrincipal() instanceof AccountProfile staff) {
			Map<?, ?> path = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
			remember(this.reach.person(UUID.fromString(String.valueOf(path.get("id"))), staff), staff);
		}
	}

}
