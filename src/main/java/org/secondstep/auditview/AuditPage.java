package org.secondstep.auditview;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.audit.AuditAction;
import org.secondstep.shell.Moment;

/**
 * @param wrong fields of the form that mean nothing; then there are no rows
 * @param organizations among which an administrator may choose; empty for others
 * @param newer address of the page with newer entries, if there are any
 * @param older address of the page with older entries, if there are any
 */
record AuditPage(List<Row> rows, List<String> wrong, List<Choice> organizations, List<End> ends, @Nullable String newer,
		@Nullable String older, String csv, String lines) {

	public AuditAction[] actions() {
		return AuditAction.values();
	}

	public boolean all() {
		return !this.organizations.isEmpty();
	}

	/**
	 * @param number none if it is from before the chain
	 * @param utc when, by the clock of the node
	 * @param organization none if it concerns nobody known
	 * @param link the account's id, where there is a page about it
	 * @param bySystem whether nobody did it
	 */
	record Row(@Nullable Long number, Moment when, String utc, String action, @Nullable String kind,
			@Nullable String detail, @Nullable String organization, @Nullable String person, @Nullable UUID link,
			@Nullable String actor, boolean bySystem, @Nullable String address, @Nullable String requestId,
			String node) {

	}

	record Choice(String value, String name) {

	}

	/**
	 * @param organization none for nobody's chain
	 */
	record End(@Nullable String organization, long number, String hash) {

	}

}
