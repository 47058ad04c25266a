package org.secondstep.administration;

import java.util.Locale;

import org.secondstep.account.AccountRefusal;

import org.springframework.validation.BindingResult;

/**
 * What became of something that an administrator wanted to save.
 */
enum Saved {

	DONE, STALE, NAME_TAKEN, DOMAIN_TAKEN, USERNAME_TAKEN, FOREIGN_DOMAIN, OWN_RIGHTS, LAST_ADMINISTRATOR;

	static Saved of(AccountRefusal refusal) {
		return valueOf(refusal.name());
	}

	/**
	 * Says at the field that it is about why it was not done.
	 */
	void reject(BindingResult errors) {
		if (this != DONE) {
			errors.rejectValue(field(), "admin.saved." + name().toLowerCase(Locale.ROOT).replace('_', '-'));
		}
	}

	private String field() {
		return switch (this) {
			case NAME_TAKEN -> "name";
			case DOMAIN_TAKEN -> "domains";
			case USERNAME_TAKEN, FOREIGN_DOMAIN -> "username";
			default -> "roles";
		};
	}

}
