package org.secondstep.callercheck;

import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.support.Axe;
import org.secondstep.support.Camera;
import org.secondstep.support.Chromium;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole call in two browsers, from the first word to the pass.
 */
@PortalTest
@Tag("browser")
class CallerCheckBrowserTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	boolean javaScript = true;

	@ParameterizedTest
	@CsvSource({ "LIGHT, 1280, true", "DARK, 360, true", "LIGHT, 360, false" })
	void turnsToVerifiedOnBothSides(ColorScheme scheme, int width, boolean javaScript) {
		this.javaScript = javaScript;
		AccountProfile hugo = this.people.helpdesk(this.people.organization(People.MANDATORY));
		AccountProfile emma = this.people.employee(hugo.organization());
		try (BrowserContext office = open(emma, scheme, width, javaScript);
				BrowserContext desk = open(hugo, scheme, width, javaScript)) {
			Page caller = office.newPage();
			Page staff = desk.newPage();
			caller.navigate("/sign-in/help");
			caller.getByRole(AriaRole.LINK, named("I am on the phone with the service desk")).click();
			seen(caller, "Caller check");
			staff.navigate("/helpdesk/accounts/" + emma.id());
			assertThat(button(staff, "Issue temporary pass")).isDisabled();
			assertThat(button(staff, "Reset sign-in methods")).isDisabled();
			seen(staff, "Emma Peeters");
			press(staff, "Verify caller");
			seen(staff, "Verify caller");
			caller.reload();
			if (scheme == ColorScheme.LIGHT && javaScript) {
				Camera.shootWhole(staff, "helpdesk-verify-caller");
				Camera.shootWhole(caller, "caller-check");
			}

			hear(caller, staff.locator("#my-word").textContent());
			hear(staff, caller.locator("#my-word").textContent());
			assertThat(staff.locator("[role=status]")).hasText("Verified");
			seen(staff, "Verify caller");
			if (!javaScript) {
				caller.reload();
			}
			assertThat(caller.locator("[role=status]")).hasText("Verified");
			assertThat(caller.getByLabel("Word you hear")).not().isVisible();
			seen(caller, "Caller check");

			staff.navigate("/helpdesk/accounts/" + emma.id());
			seen(staff, "Emma Peeters");
			press(staff, "Issue temporary pass");
			seen(staff, "Issue temporary pass");
			press(staff, "Issue temporary pass");
			assertThat(staff.getByRole(AriaRole.ALERT)).containsText("Say why");
			seen(staff, "Issue temporary pass");
			staff.getByLabel("Reason").fill("Ticket 4711");
			press(staff, "Issue temporary pass");
			assertThat(staff.locator("#temporary-pass")).not().isEmpty();
			seen(staff, "Temporary pass");
		}
	}

	@ParameterizedTest
	@CsvSource({ "LIGHT, 1280", "DARK, 360" })
	void readsWellWhereNoMethodIsLeft(ColorScheme scheme, int width) {
		AccountProfile hugo = this.people.helpdesk(this.people.organization(People.MANDATORY));
		AccountProfile emma = this.people.employee(hugo.organization());
		AccountProfile sam = this.people.account("Sam Claes", hugo.organization(), emma.roles());
		try (BrowserContext office = open(sam, scheme, width, true);
				BrowserContext desk = open(hugo, scheme, width, true)) {
			Page staff = desk.newPage();
			staff.navigate("/helpdesk/accounts/" + emma.id() + "/caller-check/in-person");
			seen(staff, "Seen in person");
			staff.navigate("/helpdesk/accounts/" + emma.id() + "/caller-check/colleague");
			seen(staff, "Ask a colleague");
			staff.getByLabel("Account of the colleague").fill(sam.username());
			press(staff, "Ask");
			seen(staff, "Verify caller");
			Page colleague = office.newPage();
			colleague.navigate("/caller-check");
			seen(colleague, "Caller check");
			colleague.getByRole(AriaRole.LINK, named("Is Emma Peeters beside you now?")).click();
			seen(colleague, "Is Emma Peeters beside you now?");
			press(colleague, "Yes");
			seen(colleague, "Caller check");
			assertThat(staff.locator("[role=status]")).hasText("Verified");
			staff.navigate("/helpdesk/accounts/" + emma.id() + "/disable");
			seen(staff, "Disable account");
		}
		try (BrowserContext stranger = context(scheme, width, true)) {
			Page page = stranger.newPage();
			page.navigate("/caller-check");
			page.getByLabel("Account").fill(emma.username());
			page.getByLabel("Code", new Page.GetByLabelOptions().setExact(true)).fill("123456");
			press(page, "Next");
			assertThat(page.getByRole(AriaRole.ALERT)).containsText("do not fit together");
			seen(page, "Caller check");
		}
	}

	private BrowserContext open(AccountProfile account, ColorScheme scheme, int width, boolean javaScript) {
		Visitor visitor = this.doorway.withPassword(account);
		this.doorway.enroll(visitor);
		BrowserContext context = context(scheme, width, javaScript);
		String session = visitor.cookie("SESSION").orElseThrow();
		context.addCookies(List.of(new Cookie("SESSION", session).setDomain("localhost").setPath("/")));
		return context;
	}

	private BrowserContext context(ColorScheme scheme, int width, boolean javaScript) {
		return Chromium.browser()
			.newContext(new Browser.NewContextOptions().setBaseURL("http://localhost:" + this.doorway.port())
				.setLocale("en-GB")
				.setColorScheme(scheme)
				.setJavaScriptEnabled(javaScript)
				.setViewportSize(width, 800));
	}

	private static void hear(Page page, String word) {
		page.getByLabel("Word you hear").fill(word);
		press(page, "Check");
	}

	/**
	 * By the keyboard: a click waits for a script where there is none.
	 */
	private static void press(Page page, String name) {
		button(page, name).press("Enter");
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, named(name).setExact(true));
	}

	private static Page.GetByRoleOptions named(String name) {
		return new Page.GetByRoleOptions().setName(name);
	}

	private void seen(Page page, String heading) {
		assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText(heading);
		assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as(heading)
			.isEqualTo(true);
		if (this.javaScript) { // axe is a script of the page
			assertThat(Axe.violations(page)).as(heading).isEmpty();
		}
	}

}
