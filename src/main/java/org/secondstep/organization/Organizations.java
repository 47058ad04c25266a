package org.secondstep.organization;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;

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
		Set<String> lower = domains.stream()
			.map((domain) -> domain.toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
		OrganizationProfile created = this.organizations.save(new Organization(name, accent, zone, lower, desk, policy))
			.profile();
		this.events.publishEvent(AuditEvent.bySystem(AuditAction.ORGANIZATION_CREATED, created.subject()));
		return created;
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
