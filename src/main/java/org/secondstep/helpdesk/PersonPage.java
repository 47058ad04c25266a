package org.secondstep.helpdesk;

import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.RememberedEvent;
import org.secondstep.method.MethodProfile;
import org.secondstep.organization.MandatoryDate;
import org.secondstep.session.SessionProfile;
import org.secondstep.shell.Moment;
import org.secondstep.shell.NetworkAddress;
import org.secondstep.temporarypass.PassProfile;
import org.secondstep.temporarypass.PassPurpose;
import org.secondstep.temporarypass.PassProfile.State;

/**
 * One person as staff see them.
 *
 * @param pass the temporary pass, unless its time is over
 * @param ahead what was spent while the portal's clock was ahead
 * @param wrongInARow wrong answers to the second step in a row
 * @param older whether more happened than the timeline shows
 */
record PersonPage(AccountProfile person, ProgressPage progress, MandatoryDate mandatory, NextSignIn next,
		@Nullable Pass pass, @Nullable Moment waitsUntil, @Nullable Ahead ahead, int wrongInARow, List<Method> methods,
		List<Device> devices, List<Event> signIns, List<Event> timeline, boolean older) {

	/**
	 * @param state key of what it is good for
	 * @param startsAt none if that was
	 */
	record Pass(String state, @Nullable Moment startsAt, Moment endsAt) {

		static Pass of(PassProfile pass, ZoneId zone, Locale locale) {
			String use = (pass.purpose() == PassPurpose.NEW_PASSWORD) ? "new-password"
					: pass.manyUses() ? "many" : "once";
			String state = (pass.state() == State.USED) ? "used" : use;
			return new Pass(state, (pass.state() == State.WAITING) ? Moment.of(pass.startsAt(), zone, locale) : null,
					Moment.of(pass.endsAt(), zone, locale));
		}

	}

	/**
	 * A change and what ended with it are two entries, one after the other.
	 * @return what ended with the newest change by this member of staff, in words
	 */
	public @Nullable String endedWithChangeBy(String staff) {
		List<Event> newest = this.timeline.stream()
			.filter((event) -> staff.equals(event.actor()) && event.action() != AuditAction.PERSON_VIEWED)
			.limit(2)
			.toList();
		return (newest.size() == 2 && newest.get(1).action() == AuditAction.GRANTS_ENDED) ? newest.get(1).detail()
				: null;
	}

	/**
	 * @param refusing whether codes count as used until then
	 */
	record Ahead(boolean refusing, Moment spentAt) {

	}

	record Method(UUID id, String kind, String name, boolean isDefault, Moment registeredAt,
			@Nullable Moment lastUsedAt) {

		static Method of(MethodProfile method, ZoneId zone, Locale locale) {
			return new Method(method.id(), method.kind(), method.name(), method.isDefault(),
					Moment.of(method.registeredAt(), zone, locale),
					(method.lastUsedAt() != null) ? Moment.of(method.lastUsedAt(), zone, locale) : null);
		}

	}

	record Device(String browser, String system, String address, Moment signedInAt, Moment lastSeenAt, boolean complete,
			boolean staying) {

		static Device of(SessionProfile session, ZoneId zone, Locale locale) {
			return new Device(session.browser(), session.system(), NetworkAddress.of(session.address()).text(),
					Moment.of(session.signedInAt(), zone, locale), Moment.of(session.lastSeenAt(), zone, locale),
					session.complete(), session.staying());
		}

	}

	/**
	 * @param actor who did it, unless it was the person
	 * @param bySystem whether the portal did it
	 */
	record Event(Moment when, AuditAction action, @Nullable String detail, @Nullable String address,
			@Nullable String actor, boolean bySystem) {

		private static final Set<AuditAction> OF_STRANGERS = EnumSet.of(AuditAction.PASS_WRONG,
				AuditAction.PASS_REFUSED_WAITING, AuditAction.PASSWORD_LINK_REQUESTED);

		static Event of(RememberedEvent event, String person, @Nullable String detail, ZoneId zone, Locale locale) {
			return new Event(Moment.of(event.at(), zone, locale), event.action(), detail,
					(event.address() != null) ? NetworkAddress.of(event.address()).text() : null,
					person.equals(event.actor()) ? null : event.actor(),
					event.actor() == null && !OF_STRANGERS.contains(event.action()));
		}

	}

}
