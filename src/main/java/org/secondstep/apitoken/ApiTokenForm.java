package org.secondstep.apitoken;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.secondstep.organization.OrganizationProfile;

/**
 * A token that an administrator wants.
 *
 * @param organization id of one, or {@link #ALL}
 * @param days for so many days
 */
record ApiTokenForm(@NotBlank @Pattern(regexp = "[^\\p{Cc}\\p{Cf}\\p{Cs}]{0,100}") @Nullable String name,
		@NotBlank @Nullable String organization, @NotBlank @Pattern(regexp = "30|90|180|365") @Nullable String days) {

	static final String ALL = "all";

	static final ApiTokenForm BLANK = new ApiTokenForm(null, null, "90");

	boolean isForAll() {
		return ALL.equals(this.organization);
	}

	Optional<OrganizationProfile> among(List<OrganizationProfile> organizations) {
		return organizations.stream().filter((each) -> each.id().toString().equals(this.organization)).findFirst();
	}

	String cleanName() {
		return Objects.requireNonNull(this.name).strip();
	}

	Duration validFor() {
		return Duration.ofDays(Integer.parseInt(Objects.requireNonNull(this.days)));
	}

}
