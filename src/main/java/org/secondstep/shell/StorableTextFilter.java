package org.secondstep.shell;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Shows everybody behind it parameters, headers and cookies as {@link StorableText}, so
 * that no statement fails because of what somebody sent.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class StorableTextFilter extends OncePerRequestFilter {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(new StorableRequest(request), response);
	}

	private static final class StorableRequest extends HttpServletRequestWrapper {

		StorableRequest(HttpServletRequest request) {
			super(request);
		}

		@Override
		public @Nullable String getParameter(String name) {
			return StorableText.ofNullable(super.getParameter(name));
		}

		@Override
		public String @Nullable [] getParameterValues(String name) {
			String[] values = super.getParameterValues(name);
			return (values != null) ? storable(values) : null;
		}

		@Override
		public Map<String, String[]> getParameterMap() {
			Map<String, String[]> parameters = new LinkedHashMap<>();
			super.getParameterMap().forEach((name, values) -> parameters.put(StorableText.of(name), storable(values)));
			return Collections.unmodifiableMap(parameters);
		}

		@Override
		public @Nullable String getHeader(String name) {
			return StorableText.ofNullable(super.getHeader(name));
		}

		@Override
		public Enumeration<String> getHeaders(String name) {
			return Collections
				.enumeration(Collections.list(super.getHeaders(name)).stream().map(StorableText::of).toList());
		}

		@Override
		public Cookie @Nullable [] getCookies() {
			Cookie[] cookies = super.getCookies();
			if (cookies != null) {
				Arrays.stream(cookies).forEach((cookie) -> cookie.setValue(StorableText.of(cookie.getValue())));
			}
			return cookies;
		}

		private static String[] storable(String[] values) {
			return Arrays.stream(values).map(StorableText::of).toArray(String[]::new);
		}

	}

}
