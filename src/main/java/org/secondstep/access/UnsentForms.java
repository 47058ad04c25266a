package org.secondstep.access;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.secondstep.account.AccountProfile;
import org.secondstep.session.SessionPart;

import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Keeps a form that came too late in its session, so that whoever typed it can send it
 * after the second step: until it was sent, half an hour at most.
 */
@Component
public class UnsentForms implements HandlerInterceptor, WebMvcConfigurer {

	private static final SessionPart<UnsentForm> KEPT = new SessionPart<>("keptForm", UnsentForm.class);

	private final HalfSessions halves;

	private final Clock clock;

	UnsentForms(HalfSessions halves, Clock clock) {
		this.halves = halves;
		this.clock = clock;
	}

	/**
	 * Keeps what was refused now, and so forgets what was before; nothing of a half
	 * session.
	 */
	void keep(AccountProfile account, HttpServletRequest request) {
		UnsentForm.parse(account.id(), request, this.clock.instant())
			.filter((form) -> !this.halves.isHalf(account, request))
			.ifPresentOrElse((form) -> KEPT.keepFor(account.id(), form.until(), form, request),
					() -> KEPT.forget(request));
	}

	public Optional<UnsentForm> of(UUID account, HttpServletRequest request) {
		return KEPT.find(request)
			.filter((kept) -> kept.account().equals(account) && !kept.isOver(this.clock.instant()));
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).excludePathPatterns("/theme/*");
	}

	/**
	 * Not after a fault: then nothing was done, and the form may be sent again.
	 */
	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView page) {
		if (handler instanceof HandlerMethod) {
			KEPT.find(request)
				.filter((kept) -> kept.isOver(this.clock.instant()) || kept.isSentBy(request))
				.ifPresent((kept) -> KEPT.forget(request));
		}
	}

}
