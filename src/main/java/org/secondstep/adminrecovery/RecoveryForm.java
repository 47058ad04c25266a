package org.secondstep.adminrecovery;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.password.PasswordPolicy;

import org.springframework.validation.Errors;

record RecoveryForm(@NotBlank @Nullable String newPassword, @Nullable String repeatPassword) {

	void judge(AccountProfile account, Errors errors) {
		if (!chosen().equals(this.repeatPassword)) {
			errors.rejectValue("repeatPassword", "password.differ");
		}
		if (!chosen().isBlank()) {
			PasswordPolicy.of(account)
				.objection(chosen())
				.ifPresent((objection) -> errors.rejectValue("newPassword", objection.key()));
		}
	}

	String chosen() {
		return (this.newPassword != null) ? this.newPassword : "";
	}

	@Override
	public String toString() {
		return "redacted";
	}

}
