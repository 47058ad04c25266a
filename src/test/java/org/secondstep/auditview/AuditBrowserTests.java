package org.secondstep.auditview;

import java.util.List;
import java.util.regex.Pattern;

import com.deque.html.axecore.playwright.AxeBuilder;
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
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
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
 * The audit page as staff see it, on a wide and on a narrow screen, light and dark.
 */
@PortalTest
@Tag("browser")
class AuditBrowserTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	Audit audit;

	@ParameterizedTest
	@CsvSource({ "LIGHT, 1280", "DARK, 1280", "LIGHT, 360", "DARK, 360" })
	void isReadableByEverybody(ColorScheme scheme, int width) {
		Browser browser = Chromium.browser();
		AccountProfile hugo = this.people.helpdesk(this.people.organization(People.MANDATORY));
		AccountProfile emma = this.people.employee(hugo.organization());
		for (int i = 0; i < 50; i++) {
			this.audit.remember(AuditEvent.of(AuditAction.PASSWORD_WRONG, emma.subject()));
		}
		try (BrowserContext context = browser
			.newContext(new Browser.NewContextOptions().setBaseURL("http://localhost:" + this.doorway.port())
				.setLocale("en-GB")
				.setColorScheme(scheme)
				.setViewportSize(width, 800))) {
			context.addCookies(List.of(new Cookie("SESSION", session(hugo)).setDomain("localhost").setPath("/")));
			Page page = context.newPage();

			page.navigate("/helpdesk/audit");
			seen(page, scheme + "-" + width + "-audit");
			page.getByLabel("What").selectOption("PASSWORD_WRONG");
			page.getByLabel("Person", new Page.GetByLabelOptions().setExact(true)).fill(emma.username());
			page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show").setExact(true)).click();
			assertThat(page).hasURL(Pattern.compile("person=" + emma.username().replace("@", "(@|%40)")));
			assertThat(page.getByRole(AriaRole.ROW)).hasCount(51);
			page.navigate("/helpdesk/audit?from=2026-09-02&until=2026-09-01");
			assertThat(page.getByRole(AriaRole.ALERT)).containsText("The last day");
			seen(page, scheme + "-" + width + "-audit-wrong");
		}
	}

	private String session(AccountProfile staff) {
		Visitor visitor = this.doorway.withPassword(staff);
		this.doorway.enroll(visitor);
		return visitor.cookie("SESSION").orElseThrow();
	}

	private static void seen(Page page, String name) {
		assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Audit");
		Camera.shoot(page, name);
		assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as(name).isEqualTo(true);
		assertThat(new AxeBuilder(page).analyze().getViolations()).as(name)
			.extracting((rule) -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
			.isEmpty();
	}

}
