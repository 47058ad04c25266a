package org.secondstep;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.BrowserWalk.View;
import org.secondstep.account.AccountProfile;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.support.Axe;
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
 * The guide's nine steps in a real browser: every page light and wide, and dark and
 * narrow. The phone reads the QR code from the screen.
 */
@PortalTest
@Tag("browser")
class BrowserJourneyTests {

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

	@Test
	void walksFromTheFirstPageToTheSecondSignIn() {
		try (BrowserWalk walk = walk(true, View.WIDE, View.NARROW_AND_DARK)) {
			walkThrough(walk);
		}
	}

	@Test
	void walksWithoutJavaScript() {
		try (BrowserWalk walk = walk(false, View.NARROW)) {
			walkThrough(walk);
		}
	}

	@Test
	void worksWithTheKeyboardAlone() {
		AccountProfile emma = this.people.employee();
		try (BrowserWalk walk = walk(true, View.WIDE)) {
			Page page = walk.page();

			page.navigate("/sign-in");
			assertThat(page.locator("#username")).isFocused();
			page.keyboard().type(emma.username());
			page.keyboard().press("Enter");
			assertThat(page.locator("#password")).isFocused();
			page.keyboard().type(People.PASSWORD);
			page.keyboard().press("Enter");

			assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
				.hasText("Stay signed in?");
		}
	}

	@Test
	void tellsAPhoneHowToGoOnAtThePc() {
		try (BrowserContext phone = this.browser.newContext(new Browser.NewContextOptions().setLocale("en-GB")
			.setUserAgent("Mozilla/5.0 (Linux; Android 14; Mobile)")
			.setViewportSize(360, 720))) {
			Page page = phone.newPage();
			page.navigate("http://localhost:" + this.doorway.port() + "/get-started");

			page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Next")).click();

			assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
				.hasText("Go on at your PC");
			assertThat(page.locator(".address")).containsText("/mfasetup");
			assertThat(Axe.violations(page)).isEmpty();
			Camera.shootWhole(page, "step-2-pc");
		}
	}

	private void walkThrough(BrowserWalk walk) {
		AccountProfile emma = this.people.employee(this.people.organization("Netflow", MfaPolicy.VOLUNTARY));
		walk.readTheGuide();
		walk.giveAccountAndPassword(emma);
		Phone phone = walk.enroll();
		walk.goRound();
		walk.leaveAndComeBack(emma, phone);
	}

	private BrowserWalk walk(boolean javaScript, View... views) {
		return new BrowserWalk(this.browser, "http://localhost:" + this.doorway.port(), "en-GB", this.clock, javaScript,
				views);
	}

}
