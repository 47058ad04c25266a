package org.secondstep.helpdesk;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.Role;
import org.secondstep.staff.Scope;
import org.secondstep.status.EnrollmentStatus;
import org.secondstep.status.StatusQuery;

/**
 * A search as it stands in the address, so that it can be bookmarked and shared.
 *
 * @param q words, see {@link StatusQuery}
 * @param status a name of {@link EnrollmentStatus}
 * @param organization id of one
 * @param kind key of a kind of method
 * @param role a name of {@link Role}
 * @param enabled "true" leaves disabled accounts out
 * @param refused "true" wants those who were refused at a sign-in in the last 24 hours
 * @param enrolled the day of their enrollment, or the first and the last one, see
 * {@link Days}
 * @param sort a name of {@link StatusQuery.Sort} in lower case with hyphens
 * @param desc "true" turns the order round
 * @param page from 0
 */
public record PeopleForm(@Nullable String q, @Nullable String status, @Nullable String organization,
		@Nullable String kind, @Nullable String role, @Nullable String enabled, @Nullable String refused,
		@Nullable String enrolled, @Nullable String sort, @Nullable String desc, @Nullable String page) {

	private static final int LAST_PAGE = 100_000;

	private static final Pattern KEY = Pattern.compile("[a-z-]{1,40}");

	/**
	 * @return nothing if a filter says what no filter says
	 */
	public Optional<StatusQuery> query(Scope scope, Clock clock) {
		try {
			Instant refusedSince = isTrue(this.refused) ? clock.instant().minus(PeopleLink.LATELY) : null;
			Days days = read(this.enrolled, Days::parse);
			return Optional.of(new StatusQuery(this.q, scope.organization(), read(this.organization, UUID::fromString),
					read(this.status, EnrollmentStatus::valueOf), read(this.kind, PeopleForm::key),
					read(this.role, Role::valueOf), isTrue(this.enabled), refusedSince,
					(days != null) ? days.first() : null, (days != null) ? days.last() : null));
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			return Optional.empty();
		}
	}

	public StatusQuery.Sort sorting() {
		return Arrays.stream(StatusQuery.Sort.values())
			.filter((each) -> each.key().equals(this.sort))
			.findFirst()
			.orElse(StatusQuery.Sort.NAME);
	}

	public boolean descending() {
		return isTrue(this.desc);
	}

	int number() {
		try {
			Integer number = read(this.page, Integer::valueOf);
			return (number != null) ? Math.max(0, Math.min(LAST_PAGE, number)) : 0;
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

	/**
	 * @return whether anything narrows the search down
	 */
	boolean isFiltered() {
		return !link().without("page").without("sort").without("desc").parameters().isEmpty();
	}

	/**
	 * @return the search for the audit: what was typed only by its length, because people
	 * type passwords and codes into any box
	 */
	public String masked() {
		int typed = (this.q != null) ? this.q.strip().length() : 0;
		return "text of %s characters, %s".formatted(typed, link().without("q").without("page").query());
	}

	public PeopleLink link() {
		return PeopleLink.of(this);
	}

	private static <T> @Nullable T read(@Nullable String value, Function<String, T> reader) {
		return (value != null && !value.isBlank()) ? reader.apply(value) : null;
	}

	private static String key(String kind) {
		if (!KEY.matcher(kind).matches()) {
			throw new IllegalArgumentException("Expected the key of a kind of method");
		}
		return kind;
	}

	private static boolean isTrue(@Nullable String value) {
		return "true".equals(value);
	}

}
