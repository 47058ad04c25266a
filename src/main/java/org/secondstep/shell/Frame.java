package org.secondstep.shell;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What the layout shows around every page.
 *
 * @param organization whose page it is, once that is known
 * @param theme address of the style sheet with the accent colour
 * @param person display name, once the password was right
 * @param places what the navigation leads to: paths without the first slash; empty while
 * a step is missing
 * @param path where this page is
 * @param address the same, with the filters of a list
 */
public record Frame(@Nullable String organization, String theme, @Nullable Contact serviceDesk,
		@Nullable String caseReference, @Nullable String person, List<String> places, String language,
		List<Language> languages, String path, String address) {

	public static final String NEUTRAL_THEME = "/theme/1f5fbf.css";

	private static final List<Language> LANGUAGES = Languages.ALL.stream()
		.map((locale) -> new Language(locale.getLanguage(), nameOf(locale)))
		.toList();

	/**
	 * @return the frame of a page of which nobody knows yet for whom it is
	 */
	public static Frame neutral(String language, String path, String address) {
		return new Frame(null, NEUTRAL_THEME, null, null, null, List.of(), language, LANGUAGES, path, address);
	}

	public Frame ofOrganization(String organization, String accent, @Nullable Contact serviceDesk) {
		return new Frame(organization, Theme.href(accent), serviceDesk, this.caseReference, this.person, this.places,
				this.language, this.languages, this.path, this.address);
	}

	public Frame ofPerson(String person, String caseReference, List<String> places) {
		return new Frame(this.organization, this.theme, this.serviceDesk, caseReference, person, places, this.language,
				this.languages, this.path, this.address);
	}

	private static String nameOf(Locale locale) {
		String name = locale.getDisplayLanguage(locale);
		return Character.toUpperCase(name.charAt(0)) + name.substring(1);
	}

	/**
	 * Whom to ask for help.
	 */
	public record Contact(String organization, @Nullable String email, @Nullable String phone, @Nullable String dial,
			@Nullable String hours) {

	}

	/**
	 * A language of the portal by its own name.
	 */
	public record Language(String tag, String name) {

	}

}
