package org.secondstep.auditview;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.Username;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEntry;
import org.secondstep.audit.AuditQuery;
import org.secondstep.audit.AuditTrail;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.organization.Organizations;
import org.secondstep.staff.Scope;

import org.springframework.stereotype.Component;

/**
 * Reads the filters of the audit page: helpdesk see the chain of their organization,
 * administrators every chain.
 */
@Component
class AuditFilters {

	private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

	private static final LocalDate LAST = LocalDate.of(2999, 12, 31);

	private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,254}");

	private static final Pattern REQUEST = Pattern.compile("[0-9a-f]{1,32}");

	private static final Pattern UUID_SHAPE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private static final Pattern ID = Pattern.compile("\\d{1,18}");

	private final AuditTrail trail;

	private final Accounts accounts;

	private final Organizations organizations;

	AuditFilters(AuditTrail trail, Accounts accounts, Organizations organizations) {
		this.trail = trail;
		this.accounts = accounts;
		this.organizations = organizations;
	}

	/**
	 * @return the organizations among which the reader may choose
	 */
	List<OrganizationProfile> choices(AccountProfile staff) {
		return Scope.of(staff).isAll() ? this.organizations.all() : List.of(staff.organization());
	}

	AuditFilter read(AuditForm form, AccountProfile staff) {
		Set<String> wrong = new TreeSet<>();
		UUID chain = read("organization", form.organization(), (text) -> chain(text, staff), wrong);
		UUID visible = Scope.of(staff).isAll() ? chain : staff.organization().id();
		ZoneId zone = staff.organization().zone();
		LocalDate from = read("from", form.from(), AuditFilters::day, wrong);
		LocalDate until = read("until", form.until(), AuditFilters::day, wrong);
		if (from != null && until != null && from.isAfter(until)) {
			wrong.add("until");
		}
		Function<String, Set<UUID>> called = (text) -> called(text, Scope.of(staff));
		AuditQuery query = new AuditQuery(visible, read("person", form.person(), called, wrong),
				read("action", form.action(), AuditAction::valueOf, wrong), read("actor", form.actor(), called, wrong),
				begin(from, zone), begin((until != null) ? until.plusDays(1) : null, zone),
				read("request", form.request(), (text) -> shaped(REQUEST, text), wrong));
		return new AuditFilter(query,
				choices(staff).stream().filter((each) -> each.id().equals(visible)).findFirst().orElse(null),
				read("page", form.before(), (text) -> Long.valueOf(shaped(ID, text)), wrong),
				read("page", form.after(), (text) -> Long.valueOf(shaped(ID, text)), wrong), List.copyOf(wrong));
	}

	private UUID chain(String text, AccountProfile staff) {
		if (Scope.of(staff).isAll() && text.equals(AuditForm.NOBODY)) {
			return AuditEntry.NOBODYS;
		}
		return choices(staff).stream()
			.map(OrganizationProfile::id)
			.filter((id) -> id.toString().equals(text))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No such organization for this reader"));
	}

	/**
	 * What is asked for is remembered in the reader's own chain, which must not tell who
	 * has an account elsewhere.
	 * @return whoever is called so, or was when something happened, as far as the reader
	 * may know
	 */
	private Set<UUID> called(String text, Scope scope) {
		if (UUID_SHAPE.matcher(text).matches()) {
			return Set.of(UUID.fromString(text));
		}
		Set<UUID> found = new HashSet<>();
		for (String name : List.of(shaped(NAME, text), Username.canonical(text))) {
			found.addAll(this.trail.called(name, scope.organization()));
		}
		this.accounts.find(text)
			.filter((account) -> scope.includes(account.organization().id()))
			.map(AccountProfile::id)
			.ifPresent(found::add);
		return found;
	}

	private static LocalDate day(String text) {
		LocalDate day = LocalDate.parse(text);
		if (day.isBefore(FIRST) || day.isAfter(LAST)) {
			throw new DateTimeException("Expected a day of this millennium");
		}
		return day;
	}

	private static @Nullable Instant begin(@Nullable LocalDate day, ZoneId zone) {
		return (day != null) ? day.atStartOfDay(zone).toInstant() : null;
	}

	private static String shaped(Pattern shape, String text) {
		if (!shape.matcher(text).matches()) {
			throw new IllegalArgumentException("Expected " + shape);
		}
		return text;
	}

	private static <T> @Nullable T read(String field, @Nullable String text, Function<String, T> reading,
			Set<String> wrong) {
		try {
			return (text != null && !text.isBlank()) ? reading.apply(text.strip()) : null;
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			wrong.add(field);
			return null;
		}
	}

}
