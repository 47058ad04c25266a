package org.secondstep;

import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.BrowserWalk.View;
import org.secondstep.account.AccountProfile;
import org.secondstep.support.Chromium;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The languages as a reader meets them: the browser's, the chosen one, the account's.
 */
@PortalTest
@Tag("browser")
class BrowserLanguageTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	Browser browser;

	@BeforeEach
	void open() {
		this.browser = Chromium.browser();
	}

	@ParameterizedTest
	@ValueSource(strings = { "nl-BE", "fr-BE", "de-DE" })
	void speaksTheBrowsersLanguageOnEveryPage(String locale) {
		AccountProfile emma = this.people.employee();
		try (BrowserWalk walk = walk(locale)) {
			walk.readTheGuide();
			walk.giveAccountAndPassword(emma);
			walk.enroll();
			walk.goRound();
		}
	}

	@Test
	void switchesTheLanguageWithTheKeyboardAlone() {
		try (BrowserWalk walk = walk("en-GB")) {
			Page page = walk.page();
			page.navigate("/get-started");

			tabTo(page, "English");
			page.keyboard().press("Enter");
			tabTo(page, "Français");
			page.keyboard().press("Enter");

			assertThat(page.locator("html")).hasAttribute("lang", "fr");
			assertThat(page).hasURL(base() + "/get-started");
		}
	}

	@Test
	void remembersTheLanguageForTheAccount() {
		AccountProfile emma = this.people.employee();
		try (BrowserWalk english = walk("en-GB"); BrowserWalk dutch = walk("nl-BE")) {
			signIn(english.page(), emma);
			choose(english.page(), "Deutsch");

			signIn(dutch.page(), emma);

			assertThat(dutch.page().locator("html")).hasAttribute("lang", "de");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "en | \\d+ [A-Z][a-z]+ \\d{4}, \\d\\d:\\d\\d", "nl | \\d+ [a-z]+ \\d{4}, \\d\\d:\\d\\d",
					"fr | \\d+ \\p{Ll}+ \\d{4}, \\d\\d:\\d\\d", "de | \\d+\\. \\p{Lu}\\p{Ll}+ \\d{4}, \\d\\d:\\d\\d" })
	void writesTimesAsTheServerDoesInTheBrowsersZone(String language, String style) {
		Visitor emma = this.doorway.withPassword(this.people.employee());
		this.doorway.enroll(emma);

		String served = times(emma, language, "Europe/Brussels", false);
		String atHome = times(emma, language, "Europe/Brussels", true);
		String abroad = times(emma, language, "Europe/Dublin", true);

		assertThat(served).matches(style);
		assertThat(atHome).isEqualTo(served);
		assertThat(abroad).matches(style).isNotEqualTo(served);
	}

	/**
	 * In a browser of an American.
	 */
	private String times(Visitor visitor, String language, String zone, boolean javaScript) {
		try (BrowserContext context = this.browser.newContext(new Browser.NewContextOptions().setBaseURL(base())
			.setLocale("en-US")
			.setTimezoneId(zone)
			.setJavaScriptEnabled(javaScript))) {
			context.addCookies(
					List.of(cookie("SESSION", visitor.cookie("SESSION").orElseThrow()), cookie("LANGUAGE", language)));
			Page page = context.newPage();
			page.navigate("/security-info");
			return page.locator("time").first().textContent();
		}
	}

	private static Cookie cookie(String name, String value) {
		return new Cookie(name, value).setDomain("localhost").setPath("/");
	}

	private static void signIn(Page page, AccountProfile account) {
		page.navigate("/sign-in");
		page.locator("#username").fill(account.username());
		page.keyboard().press("Enter");
		page.locator("#password").fill(People.PASSWORD);
		page.keyboard().press("Enter");
		page.waitForURL("**/stay-signed-in");
	}

	private static void choose(Page page, String language) {
		page.locator(".language summary").click();
		page.getByText(language).click();
		assertThat(page.locator("html")).hasAttribute("lang", "de");
	}

	private static void tabTo(Page page, String name) {
		for (int i = 0; i < 10; i++) {
			page.keyboard().press("Tab");
			if (page.evaluate("document.activeElement.textContent").toString().contains(name)) {
				return;
			}
		}
		throw new AssertionError("The keyboard does not reach " + name);
	}

	private BrowserWalk walk(String locale) {
		return new BrowserWalk(this.browser, base(), locale, this.clock, true, View.NARROW);
	}

	private String base() {
		return "http://localhost:" + this.doorway.port();
	}

}
