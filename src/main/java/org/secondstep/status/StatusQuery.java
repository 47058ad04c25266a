package org.secondstep.status;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.Role;

/**
 * Which people; what is null does not matter.
 *
 * @param text words of which each must be part of the name, the account, the mail address
 * or the case reference; in any letter case and with or without accents
 * @param scope the only organization that the asker may see; null for all
 * @param kind key of a kind of method that they have
 * @param enabledOnly without those whose account is disabled
 * @param refusedSince only those who were refused at a sign-in since then
 * @param enrolledFrom only those who enrolled on this day or later, by the day where they
 * were
 * @param enrolledUntil only those who enrolled on this day or before
 */
public record StatusQuery(@Nullable String text, @Nullable UUID scope, @Nullable UUID organization,
		@Nullable EnrollmentStatus status, @Nullable String kind, @Nullable Role role, boolean enabledOnly,
		@Nullable Instant refusedSince, @Nullable LocalDate enrolledFrom, @Nullable LocalDate enrolledUntil) {

	/**
	 * @return everybody in an organization, or everybody
	 */
	public static StatusQuery all(@Nullable UUID scope) {
		return new StatusQuery(null, scope, null, null, null, null, false, null, null, null);
	}

	/**
	 * @return those who began and have not proven a method
	 */
	public static StatusQuery started(@Nullable UUID scope) {
		return new StatusQuery(null, scope, null, EnrollmentStatus.STARTED, null, null, false, null, null, null);
	}

	/**
	 * @return those who were refused at a sign-in since then
	 */
	public static StatusQuery refused(@Nullable UUID scope, Instant since) {
		return new StatusQuery(null, scope, null, null, null, null, false, since, null, null);
	}

	/**
	 * Within one organization its column comes first: that changes no order, but is the
	 * order of an index.
	 */
	String orderBy(Sort sort, boolean descending) {
		String direction = descending ? " desc" : "";
		boolean oneOrganization = this.scope != null || this.organization != null;
		return ((sort == Sort.NAME && oneOrganization) ? "s.organization_id" + direction + ", " : "")
				+ sort.orderBy(direction);
	}

	/**
	 * What happened last to whom comes first.
	 */
	public enum Newest {

		STARTED("s.started_at"), REFUSED("s.last_refused_at");

		private final String column;

		Newest(String column) {
			this.column = column;
		}

		String orderBy() {
			return this.column + " desc nulls last, s.account_id";
		}

	}

	public enum Sort {

		NAME("s.sort_name"), ACCOUNT("s.username"), ORGANIZATION("o.name"), STATUS("""
				case s.status when 'NOT_STARTED' then 0 when 'STARTED' then 1 when 'LOCKED' then 2
				when 'ENROLLED' then 3 else 4 end"""), METHODS("s.methods"), LAST_SIGN_IN("s.last_sign_in_at");

		private final String column;

		Sort(String column) {
			this.column = column;
		}

		/**
		 * @return its name in addresses and messages, for example "last-sign-in"
		 */
		public String key() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

		private String orderBy(String direction) {
			return switch (this) {
				case NAME -> this.column + direction + ", s.account_id" + direction;
				case ACCOUNT -> this.column + direction;
				default -> this.column + direction + " nulls last, s.sort_name, s.account_id";
			};
		}

	}

}
