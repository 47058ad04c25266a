package org.secondstep.audit;

import java.util.Locale;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

class DetailWordsTests {

	private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

	private final DetailWords words = new DetailWords(this.messages);

	@BeforeEach
	void readTheBundles() {
		this.messages.setBasename("messages");
		this.messages.setDefaultEncoding("UTF-8");
		this.messages.setFallbackToSystemLocale(false);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					CALLER_CHECK_STARTED | words | met woorden aan de telefoon
					CALLER_CHECK_STARTED | colleague emma@company.test | emma@company.test werd gevraagd om de beller te herkennen
					CALLER_VERIFIED | colleague | door een collega
					ROLES_CHANGED | EMPLOYEE → EMPLOYEE, HELPDESK | Werknemer → Werknemer, Helpdesk
					ACCOUNT_CHANGED | mail address | mailadres
					ACCOUNT_CHANGED | name: Emma → Emma Peeters; mail address | naam: Emma → Emma Peeters; mailadres
					ACCOUNT_MOVED | → Mail address | → Mail address
					ORGANIZATION_CHANGED | mandatory from: – → 2027-01-31; days between prompts: 14 → 7 | verplicht vanaf: – → 2027-01-31; dagen tussen vragen: 14 → 7
					ORGANIZATION_CHANGED | name: time zone → name; service desk hours: – → 9–17 | naam: time zone → name; uren van de servicedesk: – → 9–17
					ORGANIZATION_CHANGED | first method needs a pass: false → true; resets take two: true → false; kinds allowed: [] → [authenticator-app, temporary-pass] | eerste methode vraagt een pas: nee → ja; resets vragen twee medewerkers: ja → nee; toegelaten methoden: Alle → [Authenticator-app, Tijdelijke pas]
					ACCOUNTS_IMPORTED | 3 created: x.csv: 3 created, 2 changed, 1 unchanged, 0 refused | 3 created: x.csv: 3 gemaakt, 2 gewijzigd, 1 ongewijzigd, 0 geweigerd
					API_REFUSED | unknown token | onbekend token
					API_REFUSED | ORPHANED | wie het maakte, is geen beheerder meer
					LANGUAGE_CHOSEN | 2 more within a minute | nog 2 keer binnen een minuut
					PEOPLE_SEARCHED | 'text of 11 characters, ' | een tekst van 11 tekens
					METHOD_RENAMED | mail address | mail address
					METHOD_RENAMED | $1 {0} \\ | $1 {0} \\
					""")
	void tellsWhatThePortalWroteInTheLanguageOfTheReader(AuditAction action, String detail, String dutch) {
		assertThat(this.words.of(action, detail, Locale.forLanguageTag("nl"))).isEqualTo(dutch);
	}

	@Test
	void tellsNothingWhereTheEntrySaysAll() {
		assertThat(this.words.of(AuditAction.PEOPLE_SEARCHED, "text of 0 characters, ", Locale.ENGLISH)).isNull();
		assertThat(this.words.of(AuditAction.SIGNED_OUT, null, Locale.ENGLISH)).isNull();
	}

}
