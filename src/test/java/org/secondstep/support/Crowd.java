package org.secondstep.support;

import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.secondstep.organization.OrganizationProfile;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * So many people that they are written straight into the tables, as the portal would have
 * left them: seven in ten enrolled in the last sixty days, a few stuck, locked or gone.
 */
public final class Crowd {

	private static final List<String> FIRST = List.of("Amélie", "Bart", "Céline", "Daan", "Élodie", "François",
			"Günther", "Hanne", "Inès", "Jürgen", "Koen", "Léa", "Maïté", "Nele", "Olivier", "Pieter", "Renée", "Sofie",
			"Tom");

	private static final List<String> LAST = List.of("Aerts", "Büchner", "Claeys", "De Smedt", "Engels", "Fontaine",
			"Gérard", "Hermans", "Jacobs", "Krüger", "Lemaître", "Maës", "Nijs", "Pauwels", "Rousseau", "Segers",
			"Van den Bossche");

	private static final int BATCH = 1000;

	private static final int DAYS = 60;

	private final JdbcTemplate jdbc;

	private final Instant now;

	public Crowd(JdbcTemplate jdbc, Instant now) {
		this.jdbc = jdbc;
		this.now = now.truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * @param first number of the first one; nobody else has it
	 */
	public void hire(OrganizationProfile organization, int first, int count) {
		for (int from = first; from < first + count; from += BATCH) {
			write(IntStream.range(from, Math.min(first + count, from + BATCH))
				.mapToObj((number) -> person(number, organization))
				.toList());
		}
	}

	/**
	 * @return as the portal searches it
	 */
	public static String folded(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "").toLowerCase(Locale.ROOT);
	}

	private Person person(int number, OrganizationProfile organization) {
		String name = FIRST.get(number % FIRST.size()) + " " + LAST.get(number % LAST.size());
		String username = folded(name).replace(' ', '.') + number + "@" + organization.domains().get(0);
		Instant then = this.now.minus(Duration.ofDays(number / 100 % DAYS).plusMinutes(number % 400));
		return new Person(UUID.randomUUID(), organization, name, username,
				String.format(Locale.ROOT, "%04d-%04d", number / 10_000, number % 10_000), status(number % 100), then,
				(number % 50 == 3) ? this.now.minus(Duration.ofMinutes(number % 1000)) : null);
	}

	private static String status(int percent) {
		return (percent < 70) ? "ENROLLED"
				: (percent < 75) ? "STARTED" : (percent < 97) ? "NOT_STARTED" : (percent < 98) ? "LOCKED" : "DISABLED";
	}

	private void write(List<Person> people) {
		List<Person> enrolled = people.stream().filter(Person::hasMethod).toList();
		this.jdbc.batchUpdate("""
				insert into account (id, username, display_name, email, organization_id, password_hash, roles, enabled,
				case_reference, created_at, version) values (?, ?, ?, ?, ?, 'none', 'EMPLOYEE', ?, ?, ?, 0)""",
				people.stream()
					.map((each) -> new Object[] { each.id(), each.username(), each.name(), each.username(),
							each.organization().id(), each.isEnabled(), each.caseReference(), each.at() })
					.toList());
		this.jdbc.batchUpdate("""
				insert into enrollment_status (account_id, organization_id, username, display_name, sort_name,
				search_text, roles, enabled, locked, status, methods, kinds, wrong_codes, started_at, enrolled_at,
				enrolled_day, locked_at, last_sign_in_at, last_refused_at)
				values (?, ?, ?, ?, ?, ?, 'EMPLOYEE', ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?)""",
				people.stream().map(Person::standing).toList());
		this.jdbc.batchUpdate("insert into second_step_attempts (account_id, failures, blocked_until) values (?, 0, ?)",
				enrolled.stream().map((each) -> new Object[] { each.id(), each.at() }).toList());
		this.jdbc.batchUpdate("""
				insert into sign_in_method (id, account_id, kind, name, is_default, registered_at)
				values (?, ?, 'authenticator-app', 'Authenticator app', true, ?)""",
				enrolled.stream().map((each) -> new Object[] { UUID.randomUUID(), each.id(), each.at() }).toList());
	}

	private record Person(UUID id, OrganizationProfile organization, String name, String username, String caseReference,
			String status, Instant then, @Nullable Instant refused) {

		boolean hasMethod() {
			return "ENROLLED".equals(this.status) || "LOCKED".equals(this.status);
		}

		boolean isEnabled() {
			return !"DISABLED".equals(this.status);
		}

		Timestamp at() {
			return Timestamp.from(this.then);
		}

		private Object[] standing() {
			String search = String.join(" ", this.name, this.username, this.caseReference,
					this.caseReference.replace("-", ""));
			return new Object[] { this.id, this.organization.id(), this.username, this.name, folded(this.name),
					folded(search), isEnabled(), "LOCKED".equals(this.status), this.status, hasMethod() ? 1 : 0,
					hasMethod() ? "authenticator-app" : "", "STARTED".equals(this.status) ? at() : null,
					hasMethod() ? at() : null,
					hasMethod() ? LocalDate.ofInstant(this.then, this.organization.zone()) : null,
					"LOCKED".equals(this.status) ? at() : null, hasMethod() ? at() : null,
					(this.refused != null) ? Timestamp.from(this.refused) : null };
		}

	}

}
