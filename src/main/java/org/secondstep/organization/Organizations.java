package org.secondstep.organization;

import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The organizations that share this portal.
 */
@Service
@Transactional(readOnly = true)
public class Organizations {

	private static final Pattern DOMAIN = Pattern.compile("[a-z0-9.-]{1,253}");

	private final OrganizationRepository organizations;

	private final ApplicationEventPublisher events;

	Organizations(OrganizationRepository organizations, ApplicationEventPublisher events) {
		this.organizations = organizations;
		this.events = events;
	}

	/**
	 * @param accent accent colour as "#rrggbb"
	 * @param domains mail domains; letter case does not matter
	 */
	@Transactional
	public OrganizationProfile create(String name, String accent, ZoneId zone, Set<String> domains, ServiceDesk desk,
			MfaPolicy policy) {
		return create(new OrganizationDetails(name, accent, zone, domains, desk, policy), null);
	}

	/**
	 * @param by the administrator; none if the system does it
	 */
	@Transactional
	public OrganizationProfile create(OrganizationDetails details, @Nullable AuditSubject by) {
		OrganizationProfile created = this.organizations.save(new Organization(details)).profile();
		this.events.publishEvent(AuditEvent.bySystem(AuditAction.ORGANIZATION_CREATED, created.subject()).by(by));
		return created;
	}

	/**
	 * @param seen the version that the administrator saw
	 * @return whether it still was that version; otherwise nothing is changed
	 */
	@Transactional
	public boolean change(UUID id, int seen, OrganizationDetails details, AuditSubject by) {
		Organization organization = this.organizations.findById(id).orElseThrow();
		OrganizationProfile before = organization.profile();
		if (before.version() != seen) {
			return false;
		}
		organization.change(details);
		String changes = before.details().changesTo(details);
		if (!changes.isEmpty()) {
			this.events
				.publishEvent(AuditEvent.of(AuditAction.ORGANIZATION_CHANGED, before.subject()).by(by).detail(changes));
		}
		return true;
	}

	/**
	 * @param id the organization that is to be so; none for one that is to be created
	 */
	public Optional<OrganizationObjection> objection(@Nullable UUID id, OrganizationDetails details) {
		List<OrganizationProfile> others = all().stream().filter((each) -> !each.id().equals(id)).toList();
		if (others.stream().anyMatch((each) -> each.name().equalsIgnoreCase(details.name()))) {
			return Optional.of(OrganizationObjection.NAME_TAKEN);
		}
		return others.stream().anyMatch((each) -> !Collections.disjoint(each.domains(), details.domains()))
				? Optional.of(OrganizationObjection.DOMAIN_TAKEN) : Optional.empty();
	}

	/**
	 * @return all of them, by name
	 */
	public List<OrganizationProfile> all() {
		return this.organizations.findAllByOrderByName().stream().map(Organization::profile).toList();
	}

	/**
	 * @throws NoSuchElementException if there is no such organization
	 */
	public OrganizationProfile profile(UUID id) {
		return this.organizations.findById(id).orElseThrow().profile();
	}

	/**
	 * Finds the organization to which a typed account would belong, whether or not that
	 * account exists.
	 * @param username something like "name@domain", in any letter case
	 */
	public Optional<OrganizationProfile> ofUsername(String username) {
		String domain = username.substring(username.indexOf('@') + 1).strip().toLowerCase(Locale.ROOT);
		return DOMAIN.matcher(domain).matches() ? this.organizations.findByDomain(domain).map(Organization::profile)
				: Optional.empty();
	}

}
