package org.secondstep.report;

import java.util.List;
import java.util.regex.Pattern;

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
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Axe;
import org.secondstep.support.Camera;
import org.secondstep.support.Chromium;
import org.secondstep.support.Crowd;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;
import org.secondstep.support.Words;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The report as staff see it: on a wide and on a narrow screen, light and dark, in every
 * language.
 */
@PortalTest
@Tag("browser")
class ReportBrowserTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcTemplate jdbc;

	@ParameterizedTest
	@CsvSource({ "LIGHT, 1280, en", "DARK, 1280, de", "LIGHT, 360, nl", "DARK, 360, fr" })
	void isReadableByEverybody(ColorScheme scheme, int width, String language) {
		Words words = Words.of(language);
		OrganizationProfile company = this.people.organization(People.MANDATORY);
		hire(company, 200);
		try (BrowserContext context = open(scheme, width, language, this.people.helpdesk(company))) {
			Page page = context.newPage();

			page.navigate("/helpdesk/report");

			assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
				.hasText(words.of("Enrollment report", "report.title"));
			Locator chart = page.getByRole(AriaRole.IMG);
			assertThat(chart.locator(".chart-bars")).hasAttribute("d", Pattern.compile("^M.*z$"));
			if ("en".equals(language)) {
				Camera.shootWhole(page, "helpdesk-report");
			}
			page.locator(".report summary").click();
			seen(page);
			page.locator(".report tbody").getByRole(AriaRole.LINK).first().click();
			assertThat(page).hasURL(Pattern.compile("enrolled=2026"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "LIGHT, 360", "DARK, 1280" })
	void isReadableWhereNobodyIsYet(ColorScheme scheme, int width) {
		AccountProfile hugo = this.people.helpdesk(this.people.organization(People.MANDATORY));
		try (BrowserContext context = open(scheme, width, "en", hugo)) {
			Page page = context.newPage();

			page.navigate("/helpdesk/report");

			assertThat(page.getByText("Everybody who may sign in is enrolled.")).isVisible();
			seen(page);
		}
	}

	private BrowserContext open(ColorScheme scheme, int width, String language, AccountProfile staff) {
		Browser browser = Chromium.browser();
		Visitor visitor = this.doorway.withPassword(staff);
		this.doorway.enroll(visitor);
		BrowserContext context = browser
			.newContext(new Browser.NewContextOptions().setBaseURL("http://localhost:" + this.doorway.port())
				.setLocale(language)
				.setTimezoneId("Europe/Brussels")
				.setColorScheme(scheme)
				.setViewportSize(width, 800));
		context.addCookies(List
			.of(new Cookie("SESSION", visitor.cookie("SESSION").orElseThrow()).setDomain("localhost").setPath("/")));
		return context;
	}

	private void hire(OrganizationProfile company, int count) {
		int first = this.jdbc.queryForObject("select count(*) from account", Integer.class);
		new Crowd(this.jdbc, this.clock.instant()).hire(company, first, count);
	}

	private static void seen(Page page) {
		assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).isEqualTo(true);
		assertThat(Axe.violations(page)).isEmpty();
	}

}
