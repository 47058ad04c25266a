package org.secondstep.access;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.secondstep.shell.LocalPath;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * A form that came when the second step was no longer fresh: kept in its session, so that
 * whoever typed it can send it after the step. One with a password or a code in it, with
 * a file or of more than 16,384 characters is not kept.
 *
 * @param account whose it is: another person may sign in in the same browser
 * @param path where it goes
 */
public record UnsentForm(UUID account, String path, List<Field> fields) implements Serializable {

	private static final String ATTRIBUTE = "unsentForm";

	private static final int LONGEST = 16_384;

	private static final Set<String> ONE_TIME = Set.of("code", "word", "pass");

	/**
	 * Keeps what was refused now, and so forgets what was before.
	 */
	static void keep(UUID account, HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		Optional<UnsentForm> form = parse(account, request);
		if (session != null && !form.equals(of(account, request))) {
			session.setAttribute(ATTRIBUTE, form.orElse(null));
		}
	}

	public static Optional<UnsentForm> of(UUID account, HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return Optional.ofNullable((session != null) ? (UnsentForm) session.getAttribute(ATTRIBUTE) : null)
			.filter((kept) -> kept.account().equals(account));
	}

	private static Optional<UnsentForm> parse(UUID account, HttpServletRequest request) {
		boolean form = HttpMethod.POST.matches(request.getMethod()) && request.getContentType() != null
				&& request.getContentType().startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
		return form ? LocalPath.parse(request.getRequestURI())
			.map((path) -> new UnsentForm(account, path, fields(request)))
			.filter(UnsentForm::mayBeKept) : Optional.empty();
	}

	private static List<Field> fields(HttpServletRequest request) {
		return request.getParameterMap()
			.entrySet()
			.stream()
			.filter((each) -> !each.getKey().equals("_csrf"))
			.flatMap((each) -> List.of(each.getValue()).stream().map((value) -> new Field(each.getKey(), value)))
			.toList();
	}

	private boolean mayBeKept() {
		return this.fields.stream().noneMatch(Field::isSecret) && this.fields.stream()
			.mapToInt((each) -> each.name().length() + each.value().length())
			.sum() <= LONGEST;
	}

	/**
	 * What a form has under one of its names.
	 */
	public record Field(String name, String value) implements Serializable {

		private boolean isSecret() {
			String lower = this.name.toLowerCase(Locale.ROOT);
			return lower.contains("password") || ONE_TIME.contains(lower);
		}

	}

}
