package org.secondstep.helpdesk;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * The address of a search.
 */
public record PeopleLink(Map<String, String> parameters) {

	/** How long ago "refused" means. */
	public static final Duration LATELY = Duration.ofDays(1);

	private static final int LONGEST = 200;

	public static PeopleLink everybody() {
		return new PeopleLink(Map.of());
	}

	static PeopleLink of(PeopleForm form) {
		return everybody().with("q", form.q())
			.with("status", form.status())
			.with("organization", form.organization())
			.with("kind", form.kind())
			.with("role", form.role())
			.with("enabled", form.enabled())
			.with("refused", form.refused())
			.with("enrolled", form.enrolled())
			.with("sort", form.sort())
			.with("desc", form.desc())
			.with("page", form.page());
	}

	public PeopleLink with(String name, @Nullable String value) {
		Map<String, String> changed = new LinkedHashMap<>(this.parameters);
		if (value != null && !value.isBlank()) {
			changed.put(name, value.substring(0, Math.min(LONGEST, value.length())));
		}
		return new PeopleLink(changed);
	}

	PeopleLink without(String name) {
		Map<String, String> changed = new LinkedHashMap<>(this.parameters);
		changed.remove(name);
		return new PeopleLink(changed);
	}

	/**
	 * Sorts by a column; by the same again turns the order round.
	 */
	PeopleLink sortedBy(String column, String now, boolean descending) {
		PeopleLink sorted = without("page").without("desc").with("sort", column);
		return (column.equals(now) && !descending) ? sorted.with("desc", "true") : sorted;
	}

	String query() {
		UriComponentsBuilder builder = UriComponentsBuilder.newInstance();
		this.parameters.forEach((name, value) -> builder.queryParam(name, "{" + name + "}"));
		String query = builder.encode().buildAndExpand(this.parameters).toUriString();
		return query.startsWith("?") ? query.substring(1) : query;
	}

	public String at(String path) {
		String query = query();
		return query.isEmpty() ? path : path + "?" + query;
	}

}
