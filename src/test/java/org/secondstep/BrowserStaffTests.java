package org.secondstep;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Axe;
import org.secondstep.support.Camera;
import org.secondstep.support.Chromium;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;
import org.secondstep.support.Words;

import org.springframework.beans.factory.annotation.Autowired;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every page of staff in every language, light on a laptop and dark on a phone. Takes the
 * pictures of the helpdesk's documentation.
 */
@PortalTest
@Tag("browser")
class BrowserStaffTests {

	private static final int WIDTH = 1366;

	private static final int HEIGHT = 768;

	private static final String ONE_WORD = "Taumatawhakatangihangakoauauotamateaturipukakapikimaungahoronukupokaiwhenuakitanatahu";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	OrganizationProfile company;

	AccountProfile emma;

	Visitor administrator;

	/**
	 * @param language of the pages; names are there once
	 */
	private void inventPeople(String language) {
		this.company = this.people.organization("Netflow",
				"en".equals(language) ? "netflow.example" : "netflow." + language + ".example", People.MANDATORY);
		this.administrator = this.doorway.withPassword(this.people.account("anna.smets", "Anna Smets", this.company,
				Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR)));
		this.doorway.enroll(this.administrator);
		for (int i = 10; i < 30; i++) {
			person("Wouter Maes " + i);
		}
		this.people.disable(person("Bea Claes"));
		this.doorway.enroll(this.doorway.withPassword(person("Lucas Janssens")));
		person(ONE_WORD);
		person("Maximiliana Alexandra von und zu Hohenstein-Oberschlesien de la Fontaine-Vandenbroucke");
		this.emma = person("Emma Peeters");
		beginAndFail(this.emma);
		this.administrator.post("/admin/api-tokens", "name", "Inventory " + language, "organization",
				this.company.id().toString(), "days", "365");
	}

	@ParameterizedTest
	@ValueSource(strings = { "en-GB", "nl-BE", "fr-BE", "de-DE" })
	void isReadableByEverybody(String locale) {
		Words words = Words.of(locale.substring(0, 2));
		inventPeople(words.language());
		try (BrowserContext context = browser(locale)) {
			Page page = context.newPage();
			String ours = "?organization=" + this.company.id();

			page.navigate("/helpdesk" + ours + "&q=nobody-is-called-so");
			seen(page, words, "Helpdesk", "helpdesk.title");
			page.navigate("/helpdesk" + ours);
			seen(page, words, "Helpdesk", "helpdesk.title");
			photograph(page, words, "helpdesk-search");
			page.navigate("/helpdesk/accounts/" + this.emma.id());
			showsWhatMattersAtOnce(page);
			photograph(page, words, "helpdesk-person");
			seen(page, words, "Emma Peeters", null);
			page.navigate("/helpdesk/audit?person=" + this.emma.username());
			photograph(page, words, "helpdesk-audit");
			seen(page, words, "Audit", "audit.title");
			page.navigate("/admin/api-tokens");
			photograph(page, words, "api-tokens");
			seen(page, words, "API tokens", "api-tokens.title");
			page.locator("form .action-primary").click();
			assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
			seen(page, words, "API tokens", "api-tokens.title");
			makeToken(page, locale);
			seen(page, words, "API tokens", "api-tokens.title");
		}
	}

	@Test
	void showsEverybodyOnAPhoneWithoutScrollingSideways() {
		inventPeople("phone");
		try (BrowserContext context = browser("en")) {
			Page page = context.newPage();
			page.navigate("/helpdesk?organization=" + this.company.id() + "&status=STARTED");
			fits(page, ColorScheme.LIGHT, 360, true);
			fits(page, ColorScheme.DARK, 360, true);

			Locator row = page.getByRole(AriaRole.ROW)
				.filter(new Locator.FilterOptions().setHasText(this.emma.username()));
			for (String part : List.of("th a", ".any-account", ".reason .badge", ".reason .row-note")) {
				assertThat(row.locator(part).boundingBox()).as(part)
					.satisfies((box) -> assertThat(box.x + box.width).isLessThanOrEqualTo(360));
			}
			assertThat(page.getByRole(AriaRole.COLUMNHEADER)).hasCount(6);
			assertThat(row.getByRole(AriaRole.ROWHEADER)).hasCount(1);
			assertThat(row.getByRole(AriaRole.CELL)).hasCount(5);
		}
	}

	private static void makeToken(Page page, String locale) {
		page.locator("#name").fill("Weekly report " + locale);
		page.locator("#organization").selectOption("all");
		page.locator("form .action-primary").click();
		assertThat(page.locator("output")).containsText("sst_");
	}

	/**
	 * On a laptop's screen nobody needs to scroll for the status, what happens next and
	 * the methods.
	 */
	private static void showsWhatMattersAtOnce(Page page) {
		for (String part : List.of(".status-panel", ".person-column .panel >> nth=0",
				".person-column .panel >> nth=1")) {
			assertThat(page.locator(part).boundingBox()).as(part)
				.satisfies((box) -> assertThat(box.y + box.height).isLessThanOrEqualTo(HEIGHT));
		}
	}

	/**
	 * Axe looks once at each view in English, and in the other languages where room is
	 * scarce.
	 */
	private static void seen(Page page, Words words, String english, String key) {
		assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
			.hasText((key != null) ? words.of(english, key) : english);
		assertThat(page.locator("html")).hasAttribute("lang", words.language());
		fits(page, ColorScheme.LIGHT, WIDTH, "en".equals(words.language()));
		fits(page, ColorScheme.DARK, 360, true);
		page.setViewportSize(WIDTH, HEIGHT);
		page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
	}

	private static void fits(Page page, ColorScheme scheme, int width, boolean axe) {
		page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
		page.setViewportSize(width, HEIGHT);
		assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
			.as("%s, %s", page.url(), width)
			.isEqualTo(true);
		if (axe) {
			assertThat(Axe.violations(page)).as("%s, %s", page.url(), scheme).isEmpty();
		}
	}

	private static void photograph(Page page, Words words, String name) {
		if ("en".equals(words.language())) {
			Camera.shoot(page, name);
		}
	}

	private BrowserContext browser(String locale) {
		Browser browser = Chromium.browser();
		BrowserContext context = browser
			.newContext(new Browser.NewContextOptions().setBaseURL("http://localhost:" + this.doorway.port())
				.setLocale(locale)
				.setTimezoneId("Europe/Brussels")
				.setColorScheme(ColorScheme.LIGHT)
				.setViewportSize(WIDTH, HEIGHT));
		context.addCookies(
				List.of(new Cookie("SESSION", this.administrator.cookie("SESSION").orElseThrow()).setDomain("localhost")
					.setPath("/")));
		return context;
	}

	private void beginAndFail(AccountProfile person) {
		Visitor visitor = this.doorway.withPassword(person);
		visitor.get("/security-info/authenticator-app/open");
		visitor.post("/security-info/authenticator-app/open", "name", "Phone");
		Phone phone = Phone.scan(visitor.get("/security-info/authenticator-app/scan"), this.clock);
		visitor.post("/security-info/authenticator-app/scan", "code", phone.code(Duration.ofSeconds(-95)));
		visitor.post("/security-info/authenticator-app/scan", "code", phone.code(Duration.ofSeconds(-125)));
		this.clock.forward(Duration.ofMinutes(3));
	}

	private AccountProfile person(String name) {
		String account = name.toLowerCase(Locale.ROOT).replace(' ', '.');
		return this.people.account(account.substring(0, Math.min(64, account.length())), name, this.company,
				Set.of(Role.EMPLOYEE));
	}

}
