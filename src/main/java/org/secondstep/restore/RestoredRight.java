package org.secondstep.restore;

import java.util.Set;

/**
 * A right that a restored database believes in, and the statement that voids it. Where a
 * background job removes what is over, and tells the audit, only the end is moved.
 */
enum RestoredRight {

	PASSES("temporary passes", "update temporary_pass set ends_at = :now where ends_at > :now", "temporary_pass"),

	PASSWORD_LINKS("links to choose a password, invitations among them",
			"update password_link set expires_at = :now where expires_at > :now", "password_link"),

	SETUP_ADDRESSES("setup addresses", "delete from setup_token", "setup_token"),

	RECOVERY_ADDRESSES("recovery addresses", "delete from administrator_recovery", "administrator_recovery"),

	RESET_REQUESTS("requests to reset",
			"update reset_request set expires_at = :now where state = 'OPEN' and expires_at > :now", "reset_request"),

	APPROVED_RESETS("approvals of resets", "update reset_request set state = 'ALONE' where state = 'APPROVED'"),

	CALLER_CHECKS("caller checks", "delete from caller_check where state in ('OPEN', 'VERIFIED')", "caller_check"),

	ENROLLMENTS("unfinished enrollments", "update pending_authenticator set expires_at = :now where expires_at > :now",
			"pending_authenticator", "earlier_authenticator"),

	MAILS("mails with a link that wait",
			"update mail set useful_until = :now where useful_until > :now and sent_at is null", "mail"),

	IMPORTS("imports in progress, which an administrator can continue",
			"update account_import set state = 'FAILED' where state = 'IMPORTING'", "account_import",
			"account_import_row", "account_import_problem", "account_import_account"),

	BULK_INVITATIONS("invitations of many people in progress",
			"update bulk_invitation set state = 'STOPPED', stop_reason = 'RESTORED', ended_at = :now where state = 'RUNNING'",
			"bulk_invitation", "bulk_invitation_person"),

	SESSIONS("sessions", "delete from spring_session", "spring_session", "spring_session_attributes"),

	CODES("authenticator apps whose codes of the last 90 seconds are spent now",
			"update authenticator_app set last_step = :step where last_step < :step", "authenticator_app");

	/** Tables whose rows give nobody a right that ends by being used or taken back. */
	static final Set<String> KEPT = Set.of("organization", "organization_domain", "account", "sign_in_method",
			"api_token", "enrollment_status", "enrollment_demand", "second_step_attempts", "password_attempts",
			"reset_alarm", "scheduled_tasks", "job_failure", "temporary_pass_form", "audit_entry", "audit_chain",
			"key_check", "key_node");

	private final String words;

	private final String statement;

	private final Set<String> tables;

	RestoredRight(String words, String statement, String... tables) {
		this.words = words;
		this.statement = statement;
		this.tables = Set.of(tables);
	}

	String words() {
		return this.words;
	}

	String statement() {
		return this.statement;
	}

	Set<String> tables() {
		return this.tables;
	}

}
