package org.secondstep.temporarypass;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.LinkPurpose;
import org.secondstep.account.PasswordLinks;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Axe;
import org.secondstep.support.Camera;
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
 * The way back, and the way in of new people, as they see it: on a wide and on a narrow
 * screen, light and dark.
 */
@PortalTest
@Tag("browser")
class PassBrowserTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	TemporaryPasses passes;

	@Autowired
	PasswordLinks links;

	@Autowired
	SettableClock clock;

	@ParameterizedTest
	@CsvSource({ "LIGHT, 1280", "DARK, 1280", "LIGHT, 360", "DARK, 360" })
	void leadsBackToAMethod(ColorScheme scheme, int width) {
		AccountProfile emma = this.people.employee();
		this.doorway.enroll(this.doorway.withPassword(emma));
		String pass = issue(emma);
		try (BrowserContext context = browser(scheme, width)) {
			Page page = enter(context, this.doorway.withPassword(emma));

			page.navigate("/sign-in/verify");
			link(page, "Use another method");
			seen(page, "Use another method", scheme + "-" + width + "-pass-methods");
			button(page, "Temporary pass");
			seen(page, "Verify your identity", scheme + "-" + width + "-pass-verify");
			page.getByLabel("Code").fill("0000 1111 2222 3333");
			page.keyboard().press("Enter");
			assertThat(page.getByRole(AriaRole.ALERT)).containsText("That pass is not right");
			seen(page, "Verify your identity", scheme + "-" + width + "-pass-wrong");
			page.getByLabel("Code").fill(pass.toLowerCase(Locale.ROOT).replace('-', ' '));
			button(page, "Verify");
			seen(page, "Add a method", scheme + "-" + width + "-pass-right");
		}
	}

	@ParameterizedTest
	@CsvSource({ "LIGHT, 1280", "DARK, 1280", "LIGHT, 360", "DARK, 360" })
	void leadsNewPeopleToTheirFirstMethod(ColorScheme scheme, int width) {
		OrganizationProfile strict = this.people
			.organization(new MfaPolicy(LocalDate.of(2026, 1, 1), 0, true, 14, Set.of()));
		AccountProfile nora = this.people.newcomer(strict);
		AccountProfile bob = this.people.employee(strict);
		String token = this.links.issue(nora.id(), LinkPurpose.INVITATION, Duration.ofDays(7));
		try (BrowserContext invited = browser(scheme, width); BrowserContext passed = browser(scheme, width)) {
			Page page = invited.newPage();

			page.navigate("/sign-in/new-password?token=" + token);
			seen(page, "Choose your password", scheme + "-" + width + "-invited");
			page.getByLabel("New password").fill("paarse olifant danst traag");
			page.getByLabel("Repeat password").fill("paarse olifant danst traag");
			button(page, "Next");
			seen(page, "Add a method", scheme + "-" + width + "-invited-add");
			page.navigate("/sign-in/new-password?token=" + token);
			seen(page, "This link no longer works", scheme + "-" + width + "-invited-again");

			Page wall = enter(passed, this.doorway.withPassword(bob));
			wall.navigate("/overview");
			seen(wall, "Add a method", scheme + "-" + width + "-wall");
			wall.getByLabel("Code").fill(issue(bob));
			button(wall, "Verify");
			assertThat(wall.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Authenticator app")))
				.isVisible();
		}
	}

	@ParameterizedTest
	@CsvSource({ "LIGHT, 1280", "DARK, 360" })
	void opensANewAccount(ColorScheme scheme, int width) {
		AccountProfile nora = this.people.newcomer(this.people.organization(MfaPolicy.VOLUNTARY));
		String pass = issue(nora);
		try (BrowserContext context = browser(scheme, width)) {
			Page page = context.newPage();

			page.navigate("/sign-in");
			page.getByLabel("Account").fill(nora.username());
			button(page, "Next");
			seen(page, "Enter password", scheme + "-" + width + "-first-password");
			link(page, "I have a temporary pass for a password");
			seen(page, "Temporary pass for a password", scheme + "-" + width + "-first-pass");
			assertThat(page.getByLabel("Account")).hasValue(nora.username());
			page.getByLabel("Code").fill("0000 1111 2222 3333");
			page.keyboard().press("Enter");
			assertThat(page.getByRole(AriaRole.ALERT)).containsText("do not fit together");
			seen(page, "Temporary pass for a password", scheme + "-" + width + "-first-wrong");
			page.getByLabel("Code").fill(pass);
			button(page, "Next");
			seen(page, "Choose your password", scheme + "-" + width + "-first-choose");
		}
	}

	private String issue(AccountProfile account) {
		Instant now = this.clock.instant();
		return this.passes
			.issue(account, this.people.employee().subject(), now, now.plus(Duration.ofHours(1)), false, "INC-7")
			.text();
	}

	private BrowserContext browser(ColorScheme scheme, int width) {
		return Chromium.browser()
			.newContext(new Browser.NewContextOptions().setBaseURL("http://localhost:" + this.doorway.port())
				.setLocale("en-GB")
				.setColorScheme(scheme)
				.setViewportSize(width, 800));
	}

	private static Page enter(BrowserContext context, Visitor visitor) {
		String session = visitor.cookie("SESSION").orElseThrow();
		context.addCookies(List.of(new Cookie("SESSION", session).setDomain("localhost").setPath("/")));
		return context.newPage();
	}

	private static void link(Page page, String name) {
		page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).click();
	}

	private static void button(Page page, String name) {
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
	}

	private static void seen(Page page, String heading, String name) {
		assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText(heading);
		Camera.shoot(page, name);
		assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as(name).isEqualTo(true);
		assertThat(Axe.violations(page)).as(name).isEmpty();
	}

}
