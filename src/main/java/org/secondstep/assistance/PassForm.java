package org.secondstep.assistance;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.secondstep.temporarypass.TemporaryPasses;

/**
 * A pass as staff wish it.
 *
 * @param number of this form, new whenever it is shown: it leads to one pass
 * @param reason in words, or the number of a ticket
 * @param starts date and time in the zone of the person's organization (ISO 8601); blank
 * means now
 * @param hours how long it is good, at most a day
 * @param uses "many", or once
 */
record PassForm(@NotBlank @Pattern(regexp = "([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?") @Nullable String number,
		@NotBlank @Size(min = 3, max = 200) @Nullable String reason, @Nullable String starts,
		@NotBlank @Pattern(regexp = "1|2|4|8|24") @Nullable String hours, @Nullable String uses) {

	static final PassForm NEW = new PassForm(null, null, null, "1", null);

	PassForm {
		reason = ReasonForm.strip(reason);
	}

	/**
	 * @return nothing if the time does not exist, is over or too far away
	 */
	Optional<Instant> startsAt(ZoneId zone, Instant now) {
		if (this.starts == null || this.starts.isBlank()) {
			return Optional.of(now);
		}
		try {
			LocalDateTime wished = LocalDateTime.parse(this.starts.strip());
			return Optional.of(wished)
				.filter((local) -> !zone.getRules().getValidOffsets(local).isEmpty())
				.map((local) -> local.atZone(zone).toInstant())
				.filter((at) -> !at.isBefore(now) && !at.isAfter(now.plus(TemporaryPasses.FURTHEST)));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	Duration lasting() {
		return Duration.ofHours((this.hours != null) ? Long.parseLong(this.hours) : 1);
	}

	/**
	 * @throws NullPointerException if the form is not valid
	 */
	String given() {
		return Objects.requireNonNull(this.number);
	}

	boolean isManyUses() {
		return "many".equals(this.uses);
	}

	/**
	 * @throws NullPointerException if the form is not valid
	 */
	String why() {
		return Objects.requireNonNull(this.reason);
	}

}
