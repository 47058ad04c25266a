package org.secondstep.organization;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

@Entity
class Organization {

	@Id
	@GeneratedValue
	@SuppressWarnings("NullAway.Init")
	private UUID id;

	private String name;

	private String accent;

	private String zone;

	private @Nullable String deskEmail;

	private @Nullable String deskPhone;

	private @Nullable String deskHours;

	private @Nullable LocalDate mandatoryFrom;

	private int postponements;

	private boolean passNeeded;

	private int promptDays;

	private String kinds;

	private boolean fourEyes;

	@Version
	private int version;

	@ElementCollection(fetch = FetchType.EAGER)
	@CollectionTable(name = "organization_domain", joinColumns = @JoinColumn(name = "organization_id"))
	@Column(name = "domain")
	private Set<String> domains;

	@SuppressWarnings("NullAway.Init")
	protected Organization() {
	}

	Organization(String name, String accent, ZoneId zone, Set<String> domains, ServiceDesk desk, MfaPolicy policy) {
		this.name = name;
		this.accent = accent;
		this.zone = zone.getId();
		this.domains = new TreeSet<>(domains);
		this.deskEmail = desk.email();
		this.deskPhone = desk.phone();
		this.deskHours = desk.hours();
		this.mandatoryFrom = policy.mandatoryFrom();
		this.postponements = policy.postponements();
		this.passNeeded = policy.passNeeded();
		this.promptDays = policy.promptDays();
		this.kinds = String.join(",", new TreeSet<>(policy.kinds()));
		this.fourEyes = policy.fourEyes();
	}

	OrganizationProfile profile() {
		Set<String> kinds = this.kinds.isEmpty() ? Set.of() : Set.of(this.kinds.split(","));
		MfaPolicy policy = new MfaPolicy(this.mandatoryFrom, this.postponements, this.passNeeded, this.promptDays,
				kinds, this.fourEyes);
		return new OrganizationProfile(this.id, this.name, this.accent, ZoneId.of(this.zone),
				this.domains.stream().sorted().toList(),
				new ServiceDesk(this.deskEmail, this.deskPhone, this.deskHours), policy);
	}

}
