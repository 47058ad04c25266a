package org.secondstep.shell;

import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;

/**
 * What an error page may tell: the status, the id under which the log has the rest, and
 * whether something may have been changed all the same.
 */
@Configuration(proxyBeanMethods = false)
class ErrorConfiguration {

	@Bean
	DefaultErrorAttributes errorAttributes() {
		return new DefaultErrorAttributes() {

			@Override
			public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
				Map<String, Object> told = new TreeMap<>();
				told.put("status", super.getErrorAttributes(request, options).getOrDefault("status", 500));
				Object id = request.getAttribute(RequestIdFilter.ID, RequestAttributes.SCOPE_REQUEST);
				told.put("requestId", (id != null) ? id : "");
				told.put("unsure", BegunCommits.isIn(request));
				return told;
			}

		};
	}

	/**
	 * Something that is not there, or not this person's, which must look the same.
	 */
	@ControllerAdvice(annotations = Controller.class)
	static class NotFoundAdvice {

		@ExceptionHandler(NoSuchElementException.class)
		@ResponseStatus(HttpStatus.NOT_FOUND)
		void notFound(jakarta.servlet.http.HttpServletResponse response) throws java.io.IOException {
			response.sendError(HttpStatus.NOT_FOUND.value());
		}

	}

}
