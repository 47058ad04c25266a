package org.secondstep.auditview;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * The filters of the audit page, as they stand in its address.
 *
 * @param organization id of an organization, or {@link #NOBODY}
 * @param person an account as it is or was called, or its id
 * @param actor who did it, likewise
 * @param from first day, in the zone of the reader's organization
 * @param until last day
 * @param request id of a request
 * @param before shows what is older than this
 * @param after shows what is newer than this
 */
record AuditForm(@Nullable String organization, @Nullable String person, @Nullable String action,
		@Nullable String actor, @Nullable String from, @Nullable String until, @Nullable String request,
		@Nullable String before, @Nullable String after) {

	static final String NOBODY = "nobody";

	/**
	 * @return the same without a place in the list
	 */
	AuditForm newest() {
		return at(null, null);
	}

	AuditForm at(@Nullable Long before, @Nullable Long after) {
		return new AuditForm(this.organization, this.person, this.action, this.actor, this.from, this.until,
				this.request, (before != null) ? before.toString() : null, (after != null) ? after.toString() : null);
	}

	AuditForm whole() {
		return new AuditForm(this.organization, null, null, null, null, null, null, null, null);
	}

	/**
	 * @return the address of these filters below a path
	 */
	String under(String path) {
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
		Map<String, String> values = new LinkedHashMap<>();
		add(address, values, "organization", this.organization);
		add(address, values, "person", this.person);
		add(address, values, "action", this.action);
		add(address, values, "actor", this.actor);
		add(address, values, "from", this.from);
		add(address, values, "until", this.until);
		add(address, values, "request", this.request);
		add(address, values, "before", this.before);
		add(address, values, "after", this.after);
		return address.encode().buildAndExpand(values).toUriString();
	}

	private static void add(UriComponentsBuilder address, Map<String, String> values, String name,
			@Nullable String value) {
		if (value != null && !value.isBlank()) {
			address.queryParam(name, "{" + name + "}");
			values.put(name, value);
		}
	}

}
