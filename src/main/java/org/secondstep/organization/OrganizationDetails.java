package org.secondstep.organization;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.secondstep.shell.StorableText;

/**
 * What administrators decide about an organization.
 *
 * @param accent accent colour as "#rrggbb"
 * @param domains mail domains; letter case does not matter
 */
public record OrganizationDetails(String name, String accent, ZoneId zone, Set<String> domains, ServiceDesk serviceDesk,
		MfaPolicy policy) {

	private static final int LONGEST = 500;

	public OrganizationDetails {
		domains = domains.stream().map((domain) -> domain.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
	}

	/**
	 * @return what is different after this, in words for the audit; empty if nothing is
	 */
	String changesTo(OrganizationDetails after) {
		List<String> changes = new ArrayList<>();
		add(changes, "mandatory from", this.policy.mandatoryFrom(), after.policy.mandatoryFrom());
		add(changes, "postponements", this.policy.postponements(), after.policy.postponements());
		add(changes, "first method needs a pass", this.policy.passNeeded(), after.policy.passNeeded());
		add(changes, "resets take two", this.policy.fourEyes(), after.policy.fourEyes());
		add(changes, "days between prompts", this.policy.promptDays(), after.policy.promptDays());
		add(changes, "kinds allowed", new TreeSet<>(this.policy.kinds()), new TreeSet<>(after.policy.kinds()));
		add(changes, "name", this.name, after.name);
		add(changes, "accent colour", this.accent, after.accent);
		add(changes, "time zone", this.zone, after.zone);
		add(changes, "service desk mail", this.serviceDesk.email(), after.serviceDesk.email());
		add(changes, "service desk phone", this.serviceDesk.phone(), after.serviceDesk.phone());
		add(changes, "service desk hours", this.serviceDesk.hours(), after.serviceDesk.hours());
		add(changes, "mail domains", new TreeSet<>(this.domains), new TreeSet<>(after.domains));
		String text = String.join("; ", changes);
		return StorableText.start(text, LONGEST);
	}

	private static void add(List<String> changes, String field, @Nullable Object before, @Nullable Object after) {
		if (!Objects.equals(before, after)) {
			changes.add("%s: %s → %s".formatted(field, Objects.requireNonNullElse(before, "–"),
					Objects.requireNonNullElse(after, "–")));
		}
	}

}
