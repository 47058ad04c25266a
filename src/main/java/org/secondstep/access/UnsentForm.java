package org.secondstep.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.secondstep.shell.LocalPath;
import org.secondstep.shell.TypedForm;

import org.springframework.http.HttpMethod;

/**
 * A form that came when the second step was no longer fresh, if it can be sent again.
 *
 * @param account whose it is: another person may sign in in the same browser
 * @param path where it goes
 */
public record UnsentForm(UUID account, String path, List<TypedForm.Field> fields, Instant keptAt) {

	private static final Duration LIFE = Duration.ofMinutes(30);

	static Optional<UnsentForm> parse(UUID account, HttpServletRequest request, Instant now) {
		return TypedForm.parse(request, request.getMethod(), LocalPath.of(request))
			.map((form) -> new UnsentForm(account, form.path(), form.fields(), now));
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

}
