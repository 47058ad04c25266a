package org.secondstep.administration;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountDetails;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationDetails;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.organization.ServiceDesk;
import org.secondstep.shell.Theme;

import org.springframework.util.StringUtils;

/**
 * An organization as it is typed.
 *
 * @param domains separated by blanks, commas or lines
 * @param accent as "#rrggbb"
 * @param zone id of a time zone
 * @param mandatoryFrom ISO 8601, or nothing
 * @param first "pass" if the first method needs one
 * @param resets "two" if every reset takes two members of staff
 * @param kinds keys of the kinds of method allowed; none allows all
 * @param version of the organization that was seen
 */
record OrganizationForm(@NotBlank @Pattern(regexp = AccountDetails.NAME) @Nullable String name,
		@NotBlank @Size(max = 2000) @Nullable String domains,
		@NotBlank @Pattern(regexp = COLOUR) @Nullable String accent, @NotBlank @Nullable String zone,
		@Pattern(regexp = "\\s*|\\s*" + AccountDetails.MAIL_ADDRESS + "\\s*") @Nullable String email,
		@Pattern(regexp = "|[+0-9 ()./-]{3,40}") @Nullable String phone,
		@Pattern(regexp = "|[^\\p{Cc}\\p{Cf}\\p{Cs}]{1,200}") @Nullable String hours, @Nullable String mandatoryFrom,
		@Nullable String first, @Nullable String resets,
		@NotBlank @Pattern(regexp = "[1-9]\\d?|[12]\\d\\d|3[0-5]\\d|36[0-5]") @Nullable String promptDays,
		@Nullable List<String> kinds, @Nullable String version) {

	private static final String COLOUR = "#[0-9A-Fa-f]{6}";

	private static final java.util.regex.Pattern DOMAIN = java.util.regex.Pattern
		.compile("(?=.{4,189}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");

	private static final String PASS = "pass";

	private static final String TWO = "two";

	private static final int MOST_DOMAINS = 50;

	static OrganizationForm blank(ZoneId zone) {
		MfaPolicy policy = MfaPolicy.VOLUNTARY;
		return new OrganizationForm(null, null, "#1f5fbf", zone.getId(), null, null, null, null, "password", "one",
				Integer.toString(policy.promptDays()), List.of(), null);
	}

	static OrganizationForm of(OrganizationProfile organization) {
		ServiceDesk desk = organization.serviceDesk();
		MfaPolicy policy = organization.policy();
		return new OrganizationForm(organization.name(), String.join("\n", organization.domains()),
				organization.accent(), organization.zone().getId(), desk.email(), desk.phone(), desk.hours(),
				Objects.toString(policy.mandatoryFrom(), null), policy.passNeeded() ? PASS : "password",
				policy.fourEyes() ? TWO : "one", Integer.toString(policy.promptDays()),
				List.copyOf(new TreeSet<>(policy.kinds())), Integer.toString(organization.version()));
	}

	/**
	 * @param known keys of the kinds of method that there are
	 * @return keys of messages by the field that they are about
	 */
	Map<String, String> objections(Set<String> known) {
		Map<String, String> objections = new LinkedHashMap<>();
		Set<String> typed = domainSet();
		if (!typed.stream().allMatch((domain) -> DOMAIN.matcher(domain).matches()) || typed.size() > MOST_DOMAINS) {
			objections.put("domains", "admin.organization.domains.wrong");
		}
		if (this.zone != null && !ZoneId.getAvailableZoneIds().contains(this.zone)) {
			objections.put("zone", "admin.organization.zone.wrong");
		}
		if (StringUtils.hasText(this.mandatoryFrom) && day() == null) {
			objections.put("mandatoryFrom", "admin.organization.mandatory-from.wrong");
		}
		if (!known.containsAll(kindSet())) {
			objections.put("kinds", "admin.organization.kinds.wrong");
		}
		return objections;
	}

	/**
	 * Only of a form without errors.
	 */
	OrganizationDetails details() {
		MfaPolicy policy = new MfaPolicy(day(), MfaPolicy.VOLUNTARY.postponements(), PASS.equals(this.first),
				Integer.parseInt(text(this.promptDays)), kindSet(), TWO.equals(this.resets));
		return new OrganizationDetails(text(this.name).strip(), text(this.accent), ZoneId.of(text(this.zone)),
				domainSet(), new ServiceDesk(orNull(this.email), orNull(this.phone), orNull(this.hours)), policy);
	}

	/**
	 * @return what is typed, by the last part of the key of its label
	 */
	Map<String, String> fields() {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("name", text(this.name).strip());
		fields.put("domains", String.join(", ", domainSet()));
		fields.put("accent", text(this.accent).toLowerCase(Locale.ROOT));
		fields.put("zone", text(this.zone));
		fields.put("email", text(this.email).strip());
		fields.put("phone", text(this.phone).strip());
		fields.put("hours", text(this.hours).strip());
		fields.put("mandatory-from", text(this.mandatoryFrom));
		fields.put("first", text(this.first));
		fields.put("resets", text(this.resets));
		fields.put("prompt-days", text(this.promptDays));
		fields.put("kinds", String.join(", ", kindSet()));
		return fields;
	}

	/**
	 * @return the version that was seen, or one that never was
	 */
	int seen() {
		return (this.version != null && this.version.matches("\\d{1,9}")) ? Integer.parseInt(this.version) : -1;
	}

	/**
	 * @return the accent colour as it will be used; nothing if it is no colour
	 */
	@Nullable String colour() {
		return (this.accent != null && this.accent.matches(COLOUR)) ? Theme.legibleUnderWhite(this.accent) : null;
	}

	private Set<String> domainSet() {
		return Arrays.stream(text(this.domains).toLowerCase(Locale.ROOT).split("[\\s,;]+"))
			.filter((domain) -> !domain.isEmpty())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private Set<String> kindSet() {
		return (this.kinds != null) ? new TreeSet<>(this.kinds) : Set.of();
	}

	private @Nullable LocalDate day() {
		try {
			LocalDate day = StringUtils.hasText(this.mandatoryFrom) ? LocalDate.parse(this.mandatoryFrom) : null;
			return (day != null && day.getYear() >= 2000 && day.getYear() <= 2999) ? day : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static String text(@Nullable String typed) {
		return Objects.requireNonNullElse(typed, "");
	}

	private static @Nullable String orNull(@Nullable String typed) {
		return StringUtils.hasText(typed) ? typed.strip() : null;
	}

}
