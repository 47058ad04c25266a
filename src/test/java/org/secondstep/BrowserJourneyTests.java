package org.secondstep;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.support.Camera;
import org.secondstep.support.Chromium;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;

import org.springframework.beans.factory.annotation.Autowired;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The guide's nine steps in a real browser, by the names that people and screen readers
 * find (DESIGN §9). The phone reads the QR code from the screen.
 */
@PortalTest
class BrowserJourneyTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	Browser browser;

	/** Without it axe cannot look at a page. */
	boolean javaScript;

	@BeforeEach
	void open() {
		this.browser = Chromium.browser();
	}

	@ParameterizedTest
	@CsvSource({ "light, 1280, true", "dark, 1280, true", "light, 360, false", "dark, 360, true" })
	void walksFromTheFirstPageToTheSecondSignIn(String scheme, int width, boolean javaScript) {
		AccountProfile emma = this.people.employee();
		try (BrowserContext context = context(scheme, width, javaScript)) {
			Page page = context.newPage();
			String name = scheme + "-" + width + "-";

			page.navigate("/");
			seen(page, "Set up two-factor authentication", name + "1-home");
			link(page, "Get started").click();
			seen(page, "Install the Microsoft Authenticator app", name + "2-install");
			assertThat(link(page, "Android")).hasAttribute("href", Pattern.compile("com.azure.authenticator"));
			assertThat(link(page, "Apple")).hasAttribute("href", Pattern.compile("id983156458"));
			link(page, "Next").click();
			giveAccountAndPassword(page, emma, name);
			seen(page, "Stay signed in?", name + "5-stay");
			button(page, "No").click();
			seen(page, "Add a method", name + "6-add");
			link(page, "Authenticator app").click();
			seen(page, "Open the app on your phone", name + "7-open");
			button(page, "Next").click();
			Phone phone = scan(page, name);
			page.getByLabel("Code", new Page.GetByLabelOptions().setExact(true)).fill(phone.wrongCode());
			page.keyboard().press("Enter");
			assertThat(page.getByRole(AriaRole.ALERT)).containsText("not right");
			seen(page, "Scan the QR code", name + "8-wrong");
			String code = phone.code();
			page.getByLabel("Code", new Page.GetByLabelOptions().setExact(true))
				.fill(code.substring(0, 3) + " " + code.substring(3));
			page.keyboard().press("Enter");
			seen(page, "Congratulations", name + "9-done");
			link(page, "To my overview").click();
			navigate(page, name);
			button(page, "Sign out").click();
			seen(page, "You are signed out", name + "signed-out");
			this.clock.nextCode();
			link(page, "Sign in").click();
			giveAccountAndPassword(page, emma, name);
			seen(page, "Verify your identity", name + "verify");
			page.getByLabel("Code", new Page.GetByLabelOptions().setExact(true)).fill(phone.code());
			page.keyboard().press("Enter");
			seen(page, "Stay signed in?", name + "stay-again");
			page.getByLabel("Don't show this again").check();
			button(page, "Yes").click();
			seen(page, "Overview", name + "overview-again");
		}
	}

	@Test
	void worksWithTheKeyboardAlone() {
		AccountProfile emma = this.people.employee();
		try (BrowserContext context = context("light", 1280, true)) {
			Page page = context.newPage();

			page.navigate("/sign-in");
			tabTo(page, "username");
			page.keyboard().type(emma.username());
			page.keyboard().press("Enter");
			assertThat(page.locator("#password")).isFocused();
			page.keyboard().type(People.PASSWORD);
			page.keyboard().press("Enter");

			assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
				.hasText("Stay signed in?");
		}
	}

	private void giveAccountAndPassword(Page page, AccountProfile account, String name) {
		seen(page, "Sign in", name + "3-account");
		page.getByLabel("Account", new Page.GetByLabelOptions().setExact(true)).fill(account.username());
		button(page, "Next").click();
		seen(page, "Enter password", name + "4-password");
		page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(People.PASSWORD);
		button(page, "Sign in").click();
	}

	private Phone scan(Page page, String name) {
		page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("QR code")).scrollIntoViewIfNeeded();
		String uri = Camera.scan(page);
		page.getByText("Can't scan the QR code?").click();
		seen(page, "Scan the QR code", name + "8-scan");
		String key = page.locator("#manual-key").innerText().replaceAll("\\s", "");
		assertThat(uri).contains("secret=" + key + "&");
		return new Phone(key, this.clock);
	}

	private void navigate(Page page, String name) {
		for (String each : List.of("Security info", "Organizations", "Devices", "Privacy", "Overview")) {
			link(page, each).click();
			seen(page, each, name + "nav-" + each.toLowerCase(Locale.ROOT).replace(' ', '-'));
		}
	}

	/**
	 * The page has its heading, is as wide as the screen, and axe finds nothing.
	 */
	private void seen(Page page, String heading, String name) {
		assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText(heading);
		Camera.shoot(page, name);
		assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as(name).isEqualTo(true);
		if (this.javaScript) {
			assertThat(new AxeBuilder(page).analyze().getViolations()).as(name)
				.extracting((rule) -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
				.isEmpty();
		}
	}

	private static void tabTo(Page page, String id) {
		for (int i = 0; i < 20 && !id.equals(page.evaluate("document.activeElement.id")); i++) {
			page.keyboard().press("Tab");
		}
	}

	private static Locator link(Page page, String name) {
		return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	private BrowserContext context(String scheme, int width, boolean javaScript) {
		this.javaScript = javaScript;
		return this.browser.newContext(new Browser.NewContextOptions().setBaseURL(base())
			.setLocale("en-GB")
			.setColorScheme("dark".equals(scheme) ? ColorScheme.DARK : ColorScheme.LIGHT)
			.setViewportSize(width, 800)
			.setJavaScriptEnabled(javaScript));
	}

	private String base() {
		return "http://localhost:" + this.doorway.port();
	}

}
