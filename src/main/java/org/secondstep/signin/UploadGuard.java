package org.secondstep.signin;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.secondstep.account.AccountProfile;
import org.secondstep.shell.LocalPath;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bodies of files are read at the only page that takes one, from administrators: looking
 * for the token of a form reads the whole of it, before anything else is decided.
 */
final class UploadGuard extends OncePerRequestFilter {

	private static final String PAGE = "/admin/accounts/import";

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!isUpload(request) || (PAGE.equals(LocalPath.of(request)) && isAdministrator())) {
			chain.doFilter(request, response);
		}
		else if (PAGE.equals(LocalPath.of(request))) {
			response.setStatus(HttpStatus.SEE_OTHER.value());
			response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + PAGE);
		}
		else {
			response.sendError(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value());
		}
	}

	private static boolean isUpload(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && type.stripLeading().regionMatches(true, 0, "multipart/", 0, "multipart/".length());
	}

	private static boolean isAdministrator() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return authentication != null && authentication.getPrincipal() instanceof AccountProfile account
				&& account.isAdministrator();
	}

}
