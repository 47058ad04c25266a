package org.secondstep.access;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

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

	private static final String ATTRIBUTE = "keptForm";

	private final Clock clock;

	UnsentForms(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Keeps what was refused now, and so forgets what was before.
	 */
	void keep(UUID account, HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		Optional<UnsentForm> form = UnsentForm.parse(account, request, this.clock.instant());
		if (session != null && (form.isPresent() || find(session).isPresent())) {
			session.setAttribute(ATTRIBUTE, form.orElse(null));
		}
	}

	public Optional<UnsentForm> of(UUID account, HttpServletRequest request) {
		return Optional.ofNullable(request.getSession(false))
			.flatMap(UnsentForms::find)
			.filter((kept) -> kept.account().equals(account) && !kept.isOver(this.clock.instant()));
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this);
	}

	/**
	 * Not after a fault: then nothing was done, and the form may be sent again.
	 */
	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView page) {
		HttpSession session = (handler instanceof HandlerMethod) ? request.getSession(false) : null;
		if (session != null) {
			find(session).filter((kept) -> kept.isOver(this.clock.instant()) || kept.isSentBy(request))
				.ifPresent((kept) -> session.removeAttribute(ATTRIBUTE));
		}
	}

	private static Optional<UnsentForm> find(HttpSession session) {
		return Optional.ofNullable((UnsentForm) session.getAttribute(ATTRIBUTE));
	}

}
