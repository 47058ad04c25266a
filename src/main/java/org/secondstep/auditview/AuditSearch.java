package org.secondstep.auditview;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEntry;
import org.secondstep.audit.AuditTrail;
import org.secondstep.audit.DetailWords;
import org.secondstep.audit.StoredEntry;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.shell.Moment;
import org.secondstep.shell.NetworkAddress;
import org.secondstep.staff.Scope;

import org.springframework.stereotype.Component;

/**
 * Fills the audit page: fifty entries, found by where the page before ended, so that the
 * last page is as quick as the first.
 */
@Component
class AuditSearch {

	private static final int SHOWN = 50;

	private final AuditTrail trail;

	private final AuditFilters filters;

	private final DetailWords details;

	AuditSearch(AuditTrail trail, AuditFilters filters, DetailWords details) {
		this.trail = trail;
		this.filters = filters;
		this.details = details;
	}

	AuditPage find(AuditForm form, AccountProfile staff, Locale locale) {
		AuditFilter filter = this.filters.read(form, staff);
		List<OrganizationProfile> visible = this.filters.choices(staff);
		Map<UUID, String> names = visible.stream()
			.collect(Collectors.toMap(OrganizationProfile::id, OrganizationProfile::name));
		boolean back = filter.after() != null;
		List<StoredEntry> found = filter.wrong().isEmpty() ? find(filter) : List.of();
		boolean more = found.size() > SHOWN;
		List<StoredEntry> shown = more ? (back ? found.subList(1, SHOWN + 1) : found.subList(0, SHOWN)) : found;
		ZoneId zone = staff.organization().zone();
		return new AuditPage(shown.stream().map((stored) -> row(stored.entry(), names, zone, locale)).toList(),
				filter.wrong(), Scope.of(staff).isAll() ? choices(visible) : List.of(), ends(filter, names),
				(!shown.isEmpty() && (back ? more : filter.before() != null))
						? form.at(null, shown.get(0).id()).under("/helpdesk/audit") : null,
				(!shown.isEmpty() && (back || more))
						? form.at(shown.get(shown.size() - 1).id(), null).under("/helpdesk/audit") : null,
				form.newest().under("/helpdesk/audit/download.csv"),
				form.whole().under("/helpdesk/audit/download.jsonl"));
	}

	private List<StoredEntry> find(AuditFilter filter) {
		return (filter.after() != null) ? this.trail.newerThan(filter.query(), filter.after(), SHOWN + 1)
				: this.trail.olderThan(filter.query(), filter.before(), SHOWN + 1);
	}

	private List<AuditPage.End> ends(AuditFilter filter, Map<UUID, String> names) {
		UUID chain = filter.query().chain();
		return this.trail.heads()
			.stream()
			.filter((head) -> chain == null || head.chain().equals(chain))
			.map((head) -> new AuditPage.End(names.get(head.chain()), head.number(), head.hash()))
			.toList();
	}

	private static List<AuditPage.Choice> choices(List<OrganizationProfile> organizations) {
		return organizations.stream().map((each) -> new AuditPage.Choice(each.id().toString(), each.name())).toList();
	}

	private AuditPage.Row row(AuditEntry entry, Map<UUID, String> names, ZoneId zone, Locale locale) {
		boolean known = entry.accountId() != null;
		return new AuditPage.Row((entry.number() != 0) ? entry.number() : null, Moment.of(entry.at(), zone, locale),
				entry.at().toString(), entry.action(), entry.kind(),
				this.details.of(AuditAction.valueOf(entry.action()), entry.detail(), locale), names.get(entry.chain()),
				entry.accountName(), link(entry), entry.actorName(), known && entry.actorId() == null,
				(entry.address() != null) ? NetworkAddress.of(entry.address()).text() : null, entry.requestId(),
				entry.node());
	}

	/**
	 * What is about an organization itself has no person.
	 */
	private static @Nullable UUID link(AuditEntry entry) {
		return entry.chain().equals(entry.accountId()) ? null : entry.accountId();
	}

}
