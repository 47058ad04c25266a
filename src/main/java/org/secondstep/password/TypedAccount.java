package org.secondstep.password;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * The account that was typed on the first page of sign-in, kept for the next ones. Nobody
 * knows yet whether it exists.
 */
public final class TypedAccount {

	private static final String ATTRIBUTE = "typedAccount";

	private static final int LONGEST = 254;

	private TypedAccount() {
	}

	public static void remember(@Nullable String username, HttpServletRequest request) {
		if (username != null && !username.isBlank()) {
			request.getSession().setAttribute(ATTRIBUTE, username.substring(0, Math.min(LONGEST, username.length())));
		}
	}

	public static @Nullable String of(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return (session != null) ? (String) session.getAttribute(ATTRIBUTE) : null;
	}

	public static void forget(HttpServletRequest request) {
		request.getSession().removeAttribute(ATTRIBUTE);
	}

}
