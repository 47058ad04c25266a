package org.secondstep.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.Role;
import org.secondstep.helpdesk.PeopleForm;
import org.secondstep.status.EnrollmentStatus;
import org.secondstep.status.StatusQuery;

import org.springframework.util.MultiValueMap;

/**
 * The parameters of a request. They have the names of the helpdesk's search; only the
 * place where to go on is our own, and is nobody else's to make up.
 */
record AccountsRequest(MultiValueMap<String, String> parameters) {

	static final String AFTER = "after";

	private static final Predicate<String> TRUE_OR_FALSE = Set.of("true", "false")::contains;

	private static final Predicate<String> ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
		.asMatchPredicate();

	private static final Predicate<String> NUMBER = Pattern.compile("\\d{1,8}").asMatchPredicate();

	private static final Map<String, Predicate<String>> KNOWN = Map.of("q", (text) -> true, "status",
			oneOf(EnrollmentStatus.values()), "organization", ID, "kind", (key) -> true, "role", oneOf(Role.values()),
			"enabled", TRUE_OR_FALSE, "refused", TRUE_OR_FALSE, "enrolled", (day) -> true, "sort",
			Arrays.stream(StatusQuery.Sort.values()).map(StatusQuery.Sort::key).toList()::contains, "desc",
			TRUE_OR_FALSE);

	/**
	 * @return the first parameter that is unknown, comes twice or means nothing
	 */
	Optional<String> wrong() {
		return new TreeSet<>(this.parameters.keySet()).stream().filter((name) -> !isRight(name)).findFirst();
	}

	PeopleForm form() {
		return new PeopleForm(value("q"), value("status"), value("organization"), value("kind"), value("role"),
				value("enabled"), value("refused"), value("enrolled"), value("sort"), value("desc"), null);
	}

	/**
	 * @return whether an order was asked for, in which people may move
	 */
	boolean isSorted() {
		return value("sort") != null || value("desc") != null;
	}

	@Nullable UUID afterAccount() {
		String after = value(AFTER);
		return (after != null) ? UUID.fromString(after) : null;
	}

	int afterNumber() {
		String after = value(AFTER);
		return (after != null) ? Integer.parseInt(after) : 0;
	}

	@Nullable String value(String name) {
		String value = this.parameters.getFirst(name);
		return (value != null && !value.isBlank()) ? value.strip() : null;
	}

	private boolean isRight(String name) {
		List<String> values = this.parameters.getOrDefault(name, List.of());
		Predicate<String> shape = AFTER.equals(name) ? (isSorted() ? NUMBER : ID) : KNOWN.get(name);
		String value = value(name);
		return shape != null && values.size() == 1 && (value == null || shape.test(value));
	}

	private static Predicate<String> oneOf(Enum<?>[] known) {
		return Arrays.stream(known).map(Enum::name).toList()::contains;
	}

}
