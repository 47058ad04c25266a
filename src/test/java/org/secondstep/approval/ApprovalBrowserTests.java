package org.secondstep.approval;

import java.util.List;
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
import org.secondstep.account.Role;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Axe;
import org.secondstep.support.Camera;
import org.secondstep.support.Chromium;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PostOffice;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reset that takes two, as the second member of staff sees it.
 */
@Tag("browser")
class ApprovalBrowserTests extends PostOffice {

	private static final String HANA = "Hana Claes";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	AccountProfile first;

	@ParameterizedTest
	@CsvSource({ "LIGHT, 1280", "DARK, 360" })
	void isReadableByEverybody(ColorScheme scheme, int width) {
		AccountProfile hana = waitsForASecond();
		Visitor second = enrolled(staff("Hugo Wouters", hana.organization()));
		try (BrowserContext context = browser(scheme, width)) {
			context.addCookies(List
				.of(new Cookie("SESSION", second.cookie("SESSION").orElseThrow()).setDomain("localhost").setPath("/")));
			Page page = context.newPage();

			page.navigate("/helpdesk/accounts/" + hana.id());
			seen(page, HANA);
			assertThat(page.getByRole(AriaRole.STATUS)).isInViewport();
			page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Approvals")).click();
			seen(page, "Approvals");
			page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(HANA)).click();
			seen(page, "Approve reset");
			if (scheme == ColorScheme.LIGHT) {
				Camera.shoot(page, "helpdesk-approval");
			}
			page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve reset")).click();
			assertThat(page.getByRole(AriaRole.STATUS)).containsText("Your decision counts");
			seen(page, "Approvals");
			page.navigate("/stop-reset");
			seen(page, "There is nothing to stop");
		}
	}

	@ParameterizedTest
	@CsvSource({ "LIGHT, 360", "DARK, 1280" })
	void letsItsOwnerStopAReset(ColorScheme scheme, int width) {
		AccountProfile hana = waitsForASecond();
		try (BrowserContext context = browser(scheme, width)) {
			Page page = context.newPage();

			page.navigate(ApprovalTests.link(hana));
			seen(page, "Stop, this wasn’t me");
			page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop, this wasn’t me")).click();
			seen(page, "The reset is stopped");
		}
	}

	/**
	 * @return a member of staff whose reset was asked for by another
	 */
	private AccountProfile waitsForASecond() {
		AccountProfile hana = staff(HANA, this.people.organization(People.MANDATORY));
		enrolled(hana);
		this.first = staff("Femke Willems", hana.organization());
		Visitor desk = enrolled(this.first);
		desk.get("/helpdesk");
		desk.post("/helpdesk/accounts/" + hana.id() + "/caller-check/in-person", "document", "passport");
		desk.post("/helpdesk/accounts/" + hana.id() + "/reset-methods", "reason", "Ticket 4711");
		return hana;
	}

	private AccountProfile staff(String name, OrganizationProfile company) {
		return this.people.account(name, company, Set.of(Role.EMPLOYEE, Role.HELPDESK));
	}

	private BrowserContext browser(ColorScheme scheme, int width) {
		return Chromium.browser()
			.newContext(new Browser.NewContextOptions().setBaseURL("http://localhost:" + this.doorway.port())
				.setLocale("en-GB")
				.setColorScheme(scheme)
				.setViewportSize(width, 800));
	}

	private Visitor enrolled(AccountProfile account) {
		Visitor visitor = this.doorway.withPassword(account);
		this.doorway.enroll(visitor);
		return visitor;
	}

	private static void seen(Page page, String heading) {
		assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText(heading);
		assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as(heading)
			.isEqualTo(true);
		assertThat(Axe.violations(page)).as(heading).isEmpty();
	}

}
