package org.secondstep.authenticator;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.support.Camera;
import org.secondstep.support.Chromium;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The QR code as a phone reads it from the screen.
 */
@PortalTest
@Tag("browser")
class QrCodeBrowserTests {

	private static final String MEAN_NAME = "A:B&secret=AAAA?x=1%0a\"/><b>";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Test
	void drawsTheQrCodeAtHome_B04() {
		AccountProfile mean = this.people.account(MEAN_NAME,
				this.people.organization("Müller: Söhne", MfaPolicy.VOLUNTARY), Set.of(Role.EMPLOYEE));
		String base = "http://localhost:" + this.doorway.port();
		List<String> asked = new CopyOnWriteArrayList<>();
		try (BrowserContext context = Chromium.browser()
			.newContext(new Browser.NewContextOptions().setBaseURL(base).setLocale("en-GB"))) {
			Page page = context.newPage();
			signInAndBegin(page, mean);
			page.onRequest((request) -> asked.add(request.url()));

			page.navigate("/security-info/authenticator-app/scan");
			String uri = Camera.scan(page);
			String key = page.locator("#manual-key").textContent().replaceAll("\\s", "");

			assertThat(asked).isNotEmpty().allMatch((url) -> url.startsWith(base + "/"));
			assertThat(URI.create(uri)).hasScheme("otpauth").hasHost("totp");
			assertThat(URI.create(uri).getPath()).isEqualTo("/Second Step Müller Söhne:" + mean.username());
			assertThat(URI.create(uri).getQuery().split("&")).containsExactlyInAnyOrder("secret=" + key,
					"issuer=Second Step Müller Söhne", "algorithm=SHA1", "digits=6", "period=30");
			assertThat(key).matches("[A-Z2-7]{32}");
			assertThat(asked).noneMatch((url) -> url.contains(key));
			assertThat(page.locator(".person").textContent()).isEqualTo(MEAN_NAME);
		}
	}

	private void signInAndBegin(Page page, AccountProfile account) {
		page.navigate("/sign-in");
		page.locator("#username").fill(account.username());
		page.keyboard().press("Enter");
		page.locator("#password").fill(People.PASSWORD);
		page.keyboard().press("Enter");
		page.waitForURL("**/stay-signed-in");
		page.navigate("/security-info/authenticator-app/open");
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Next")).click();
		page.waitForURL("**/scan");
	}

}
