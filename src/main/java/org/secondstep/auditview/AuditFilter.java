package org.secondstep.auditview;

import java.util.List;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;
import org.secondstep.audit.AuditQuery;
import org.secondstep.organization.OrganizationProfile;

/**
 * What the filters of the audit page mean.
 *
 * @param organization the only one asked for, if there is one
 * @param wrong names of the fields that mean nothing; then nothing may be shown
 */
record AuditFilter(AuditQuery query, @Nullable OrganizationProfile organization, @Nullable Long before,
		@Nullable Long after, List<String> wrong) {

	/**
	 * @return the filters in words for the audit; what was typed and is nobody's name may
	 * be a secret and is not repeated
	 */
	String words(AuditForm form) {
		StringJoiner words = new StringJoiner(" ");
		add(words, "person",
				(this.query.accounts() != null) ? named(form.person(), this.query.accounts().isEmpty()) : null);
		add(words, "action", (this.query.action() != null) ? this.query.action().name() : null);
		add(words, "actor", (this.query.actors() != null) ? named(form.actor(), this.query.actors().isEmpty()) : null);
		add(words, "from", this.query.from());
		add(words, "before", this.query.before());
		add(words, "request", this.query.requestId());
		return words.toString();
	}

	private static @Nullable String named(@Nullable String typed, boolean unknown) {
		return unknown ? "(unknown)" : typed;
	}

	private static void add(StringJoiner words, String name, @Nullable Object value) {
		if (value != null) {
			words.add(name + "=" + value);
		}
	}

}
