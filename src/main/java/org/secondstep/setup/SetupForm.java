package org.secondstep.setup;

import java.util.Optional;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.Username;
import org.secondstep.password.PasswordObjection;
import org.secondstep.password.PasswordPolicy;

import org.springframework.validation.Errors;

record SetupForm(@NotBlank @Pattern(regexp = "[^\\p{Cc}\\p{Cf}\\p{Cs}]{1,100}") @Nullable String organization,
		@NotBlank @Pattern(
				regexp = "\\s*([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}\\s*") @Nullable String mailDomain,
		@NotBlank @Pattern(regexp = "[^\\p{Cc}\\p{Cf}\\p{Cs}]{1,100}") @Nullable String name,
		@NotBlank @Size(max = 254) @Nullable String account, @NotBlank @Nullable String password,
		@Nullable String repeatPassword) {

	void judge(Errors errors) {
		if (!isAccountInDomain()) {
			errors.rejectValue("account", "setup.account.foreign");
		}
		objection().ifPresent((objection) -> errors.rejectValue("password", objection.key()));
		if (this.password != null && !this.password.equals(this.repeatPassword)) {
			errors.rejectValue("repeatPassword", "password.differ");
		}
	}

	private boolean isAccountInDomain() {
		return this.account == null || this.account.isBlank() || this.mailDomain == null
				|| Username.parse(this.account)
					.filter((username) -> username.value().endsWith("@" + domain()))
					.isPresent();
	}

	private Optional<PasswordObjection> objection() {
		return (this.password == null || this.password.isBlank()) ? Optional.empty()
				: new PasswordPolicy(String.valueOf(this.account), String.valueOf(this.organization))
					.objection(this.password);
	}

	String domain() {
		return (this.mailDomain != null) ? Username.canonical(this.mailDomain) : "";
	}

	@Override
	public String toString() {
		return "redacted";
	}

}
