package org.secondstep;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.method.SignInMethods;
import org.secondstep.support.Axe;
import org.secondstep.support.Chromium;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages that no journey goes through: light on a wide screen, dark on a phone, in
 * four languages.
 */
@PortalTest
@Tag("browser")
class BrowserPagesTests {

	private static final List<String> ANYBODYS = List.of("/sign-in/forgot-password", "/sign-in/help",
			"/sign-in/temporary-pass", "/sign-in/new-password", "/sign-in/recover", "/sign-in/ended/too-many-codes",
			"/sign-in/ended/link-sent", "/setup?token=old", "/stop-reset", "/caller-check", "/mfasetup",
			"/nothing-here");

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SignInMethods methods;

	@Autowired
	SettableClock clock;

	AccountProfile ada;

	AccountProfile emma;

	Visitor administrator;

	@BeforeEach
	void enroll() {
		this.emma = this.people.employee();
		this.doorway.enroll(this.doorway.withPassword(this.emma));
		this.ada = this.people.account("Ada Claes", this.emma.organization(),
				Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		this.administrator = this.doorway.withPassword(this.ada);
		Phone phone = this.doorway.enroll(this.administrator);
		this.clock.forward(Duration.ofMinutes(11));
		this.administrator.post("/security-info/methods/" + this.methods.of(this.ada.id()).get(0).id() + "/rename",
				"name", "Phone");
		this.administrator.get("/sign-in/verify");
		this.administrator.post("/sign-in/verify", "code", phone.code());
	}

	@ParameterizedTest
	@CsvSource({ "en-GB, LIGHT, 1280", "nl-BE, DARK, 360", "fr-BE, LIGHT, 360", "de-DE, DARK, 1280" })
	void keepsNobodyOut(String locale, ColorScheme scheme, int width) {
		try (BrowserContext context = browser(locale, scheme, width)) {
			Page page = context.newPage();
			ANYBODYS.forEach((path) -> seen(page, path));

			context.addCookies(List
				.of(new Cookie("SESSION", this.administrator.cookie("SESSION").orElseThrow()).setDomain("localhost")
					.setPath("/")));

			own().forEach((path) -> assertThat(seen(page, path)).endsWith(path));
		}
	}

	/**
	 * Pages with a session of an administrator.
	 */
	private List<String> own() {
		UUID method = this.methods.of(this.ada.id()).get(0).id();
		String person = "/helpdesk/accounts/" + this.emma.id();
		return List.of("/sign-in/unsent-form", "/password", "/security-info/default", "/security-info/check-code",
				"/security-info/methods/" + method + "/rename", "/security-info/methods/" + method + "/remove",
				"/admin/mails", "/admin/jobs", "/admin/invitations", "/admin/invitations/new", "/helpdesk/approvals",
				person + "/temporary-pass", person + "/take-back-pass", person + "/reset-methods", person + "/disable",
				person + "/caller-check/in-person", person + "/caller-check/colleague",
				person + "/methods/" + this.methods.of(this.emma.id()).get(0).id() + "/remove");
	}

	/**
	 * @return where it led
	 */
	private static String seen(Page page, String path) {
		page.navigate(path);

		assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as(path).isEqualTo(true);
		assertThat(Axe.violations(page)).as(path).isEmpty();
		return page.url();
	}

	private BrowserContext browser(String locale, ColorScheme scheme, int width) {
		return Chromium.browser()
			.newContext(new Browser.NewContextOptions().setBaseURL("http://localhost:" + this.doorway.port())
				.setLocale(locale)
				.setColorScheme(scheme)
				.setViewportSize(width, 800));
	}

}
