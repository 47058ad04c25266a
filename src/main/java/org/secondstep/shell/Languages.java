package org.secondstep.shell;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/**
 * The languages of the portal: the browser's, until a person chose one.
 */
@Component("localeResolver")
public class Languages implements LocaleResolver {

	static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.forLanguageTag("nl"), Locale.FRENCH, Locale.GERMAN);

	private final CookieLocaleResolver cookie;

	Languages(PortalProperties portal) {
		this.cookie = new CookieLocaleResolver(portal.cookieName("LANGUAGE"));
		this.cookie.setRejectInvalidCookies(false);
		this.cookie.setCookieMaxAge(Duration.ofDays(365));
		this.cookie.setCookieHttpOnly(true);
		this.cookie.setCookieSecure(portal.isSecure());
		this.cookie.setCookieSameSite("Lax");
		this.cookie.setDefaultLocaleFunction(Languages::ofBrowser);
	}

	@Override
	public Locale resolveLocale(HttpServletRequest request) {
		return supported(this.cookie.resolveLocale(request).getLanguage());
	}

	@Override
	public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
		this.cookie.setLocale(request, response, locale);
	}

	/**
	 * Remembers a language in the browser.
	 * @param language "en", "nl", "fr" or "de"; anything else is taken as English
	 */
	public Locale choose(String language, HttpServletRequest request, HttpServletResponse response) {
		Locale chosen = supported(language);
		setLocale(request, response, chosen);
		return chosen;
	}

	private static Locale ofBrowser(HttpServletRequest request) {
		return accepted(request.getHeader("Accept-Language"));
	}

	/**
	 * @param header a header Accept-Language, whatever it says
	 * @return the best of our languages, or else English
	 */
	public static Locale accepted(@Nullable String header) {
		try {
			List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse((header != null) ? header : "en");
			Locale best = Locale.lookup(ranges, ALL);
			return (best != null) ? best : Locale.ENGLISH;
		}
		catch (IllegalArgumentException ex) {
			return Locale.ENGLISH;
		}
	}

	private static Locale supported(String language) {
		return ALL.stream().filter((each) -> each.getLanguage().equals(language)).findFirst().orElse(Locale.ENGLISH);
	}

}
