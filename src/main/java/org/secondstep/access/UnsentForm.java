package org.secondstep.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.secondstep.shell.LocalPath;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * A form that came when the second step was no longer fresh. One with a password or a
 * code in it, with a file or of more than 16,384 characters is not kept.
 *
 * @param account whose it is: another person may sign in in the same browser
 * @param path where it goes
 */
public record UnsentForm(UUID account, String path, List<Field> fields, Instant keptAt) {

	private static final Duration LIFE = Duration.ofMinutes(30);

	private static final int LONGEST = 16_384;

	private static final Set<String> ONE_TIME = Set.of("code", "word", "pass");

	static Optional<UnsentForm> parse(UUID account, HttpServletRequest request, Instant now) {
		boolean form = HttpMethod.POST.matches(request.getMethod()) && request.getContentType() != null
				&& request.getContentType().startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
		return form ? LocalPath.parse(LocalPath.of(request))
			.map((path) -> new UnsentForm(account, path, fields(request), now))
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

	Instant until() {
		return this.keptAt.plus(LIFE);
	}

	boolean isOver(Instant now) {
		return !now.isBefore(until());
	}

	/**
	 * Whether this request sends it, or another like it.
	 */
	boolean isSentBy(HttpServletRequest request) {
		return HttpMethod.POST.matches(request.getMethod()) && LocalPath.of(request).equals(this.path);
	}

	private boolean mayBeKept() {
		return this.fields.stream().noneMatch(Field::isSecret) && this.fields.stream()
			.mapToInt((each) -> each.name().length() + each.value().length())
			.sum() <= LONGEST;
	}

	/**
	 * What a form has under one of its names.
	 */
	public record Field(String name, String value) {

		private boolean isSecret() {
			String lower = this.name.toLowerCase(Locale.ROOT);
			return lower.contains("password") || ONE_TIME.contains(lower);
		}

	}

}
