package org.secondstep.shell;

import java.util.Objects;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gives the page of an outage the form that met it, so that nothing that was typed is
 * lost. It goes out again with the token that came with it, never with one of ours: a
 * form from elsewhere is refused the second time as it would have been the first time.
 */
@Component
class OutageForms implements HandlerInterceptor, WebMvcConfigurer {

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this);
	}

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView page) {
		Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		String method = (String) request.getAttribute(RequestDispatcher.ERROR_METHOD);
		String path = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		if (page != null && HttpMethod.POST.matches(Objects.requireNonNullElse(method, ""))
				&& Objects.equals(status, HttpStatus.SERVICE_UNAVAILABLE.value())) {
			page.addObject("sent", true);
			page.addObject("token", request.getParameter(TypedForm.TOKEN));
			LocalPath.within(request, path)
				.flatMap((local) -> TypedForm.parse(request, HttpMethod.POST.name(), local))
				.ifPresent((form) -> page.addObject("form", form));
		}
	}

}
