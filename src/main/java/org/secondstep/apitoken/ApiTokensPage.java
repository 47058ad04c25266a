package org.secondstep.apitoken;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.shell.Moment;

/**
 * @param organizations among which a new token may be for one
 */
record ApiTokensPage(List<Row> rows, List<OrganizationProfile> organizations) {

	/**
	 * @param organization none for all
	 */
	record Row(UUID id, String name, String prefix, @Nullable String organization, String maker, Moment expires,
			@Nullable Moment lastUsed, TokenState state) {

		static Row of(ApiTokenProfile token, ZoneId zone, Locale locale) {
			Instant used = token.lastUsedAt();
			return new Row(token.id(), token.name(), token.prefix(), token.organization(), token.maker(),
					Moment.of(token.expiresAt(), zone, locale), (used != null) ? Moment.of(used, zone, locale) : null,
					token.state());
		}

		public boolean works() {
			return this.state == TokenState.WORKS;
		}

		public boolean revoked() {
			return this.state == TokenState.REVOKED;
		}

	}

}
