package org.secondstep;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.secondstep.account.AccountProfile;
import org.secondstep.support.Axe;
import org.secondstep.support.Camera;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Words;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person who walks the guide in a browser, in one language, by the names that people
 * and screen readers find (DESIGN §9), and looks at every page in each of the views.
 */
class BrowserWalk implements AutoCloseable {

	private static final int HEIGHT = 720;

	private static final Map<String, String> NAVIGATION = Map.of("security-info", "Security info", "organizations",
			"Organizations", "devices", "Devices", "privacy", "Privacy");

	private final BrowserContext context;

	private final Page page;

	private final Words words;

	private final SettableClock clock;

	private final boolean javaScript;

	private final List<View> views;

	/**
	 * @param locale the browser's language and country
	 * @param javaScript without it axe cannot look at a page
	 */
	BrowserWalk(Browser browser, String base, String locale, SettableClock clock, boolean javaScript, View... views) {
		this.views = List.of(views);
		this.words = Words.of(locale.substring(0, 2));
		this.clock = clock;
		this.javaScript = javaScript;
		View first = this.views.get(0);
		this.context = browser.newContext(new Browser.NewContextOptions().setBaseURL(base)
			.setLocale(locale)
			.setColorScheme(first.scheme())
			.setViewportSize(first.width(), HEIGHT)
			.setJavaScriptEnabled(javaScript));
		this.page = this.context.newPage();
	}

	Page page() {
		return this.page;
	}

	void readTheGuide() {
		this.page.navigate("/");
		seen("Set up two-factor authentication", "home.title");
		link("Get started", "home.start").click();
		seen("Install the Microsoft Authenticator app", "get-started.title");
		assertThat(link("Android", "get-started.android")).hasAttribute("href",
				Pattern.compile("com.azure.authenticator"));
		assertThat(link("Apple", "get-started.apple")).hasAttribute("href", Pattern.compile("id983156458"));
		photograph("step-1-install");
		link("Next", "action.next").click();
	}

	void giveAccountAndPassword(AccountProfile account) {
		seen("Sign in", "sign-in.title");
		field("Account", "sign-in.account").fill(account.username());
		photograph("step-3-account");
		button("Next", "action.next").click();
		seen("Enter password", "sign-in.password.title");
		photograph("step-4-password");
		field("Password", "sign-in.password").fill(People.PASSWORD);
		button("Sign in", "sign-in.password.submit").click();
	}

	Phone enroll() {
		seen("Stay signed in?", "sign-in.stay.title");
		button("No", "action.no").click();
		seen("Add a method", "add.title");
		photograph("step-6-add");
		link("Authenticator app", "kind.authenticator-app").click();
		seen("Open the app on your phone", "authenticator.open.title");
		photograph("step-7-open");
		button("Next", "action.next").click();
		Phone phone = scan();
		field("Code", "code").fill(phone.wrongCode());
		this.page.keyboard().press("Enter");
		assertThat(this.page.getByRole(AriaRole.ALERT)).hasText(this.words.text("authenticator.wrong.unknown"));
		seen("Scan the QR code", "authenticator.scan.title");
		String code = phone.code();
		field("Code", "code").fill(code.substring(0, 3) + " " + code.substring(3));
		this.page.keyboard().press("Enter");
		seen("Congratulations", "done.title");
		photograph("step-9-done");
		this.clock.nextCode();
		return phone;
	}

	void goRound() {
		link("To my overview", "done.finish").click();
		seen("Overview", "overview.title");
		NAVIGATION.forEach((key, english) -> {
			link(english, "navigation." + key).click();
			seen(english, key + ".title");
		});
		this.page.navigate("/security-info");
		photograph("step-5-security-info");
		this.page.navigate("/security-info/check-code");
		seen("Check my code", "check-code.title");
		this.page.navigate("/sign-in/help");
		seen("Can't access your account?", "sign-in.help.account");
	}

	void leaveAndComeBack(AccountProfile account, Phone phone) {
		button("Sign out", "layout.sign-out").click();
		seen("You are signed out", "sign-in.ended.signed-out");
		link("Sign in", "sign-in.title").click();
		giveAccountAndPassword(account);
		seen("Verify your identity", "sign-in.verify.title");
		field("Code", "code").fill(phone.code());
		this.page.keyboard().press("Enter");
		this.page.getByLabel(this.words.of("Don't show this again", "sign-in.stay.again")).check();
		button("Yes", "action.yes").click();
		assertThat(heading()).hasText(this.words.of("Overview", "overview.title"));
	}

	private Phone scan() {
		assertThat(heading()).hasText(this.words.of("Scan the QR code", "authenticator.scan.title"));
		photograph("step-8-scan");
		this.page
			.getByRole(AriaRole.IMG,
					new Page.GetByRoleOptions().setName(this.words.of("QR code", "authenticator.scan.qr")))
			.scrollIntoViewIfNeeded();
		String uri = Camera.scan(this.page);
		this.page.getByText(this.words.of("Can't scan the QR code?", "authenticator.scan.cant")).click();
		seen("Scan the QR code", "authenticator.scan.title");
		String key = this.page.locator("#manual-key").innerText().replaceAll("\\s", "");
		assertThat(uri).contains("secret=" + key + "&");
		return new Phone(key, this.clock);
	}

	/**
	 * The page speaks the language and has its heading; in every view it is as wide as
	 * the screen, and axe finds nothing.
	 */
	private void seen(String english, String key) {
		assertThat(heading()).hasText(this.words.of(english, key));
		assertThat(this.page.locator("html")).hasAttribute("lang", this.words.language());
		for (View view : this.views) {
			show(view);
			assertThat(this.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as(key)
				.isEqualTo(true);
			if (this.javaScript) {
				assertThat(Axe.violations(this.page)).as("%s, %s", key, view).isEmpty();
			}
		}
		show(this.views.get(0));
	}

	private void show(View view) {
		if (this.views.size() > 1) {
			this.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(view.scheme()));
			this.page.setViewportSize(view.width(), HEIGHT);
		}
	}

	private void photograph(String name) {
		if ("en".equals(this.words.language()) && this.javaScript) {
			Camera.shoot(this.page, name);
		}
	}

	private Locator heading() {
		return this.page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
	}

	private Locator field(String english, String key) {
		return this.page.getByLabel(this.words.of(english, key), new Page.GetByLabelOptions().setExact(true));
	}

	private Locator link(String english, String key) {
		return byRole(AriaRole.LINK, english, key);
	}

	private Locator button(String english, String key) {
		return byRole(AriaRole.BUTTON, english, key);
	}

	private Locator byRole(AriaRole role, String english, String key) {
		return this.page.getByRole(role,
				new Page.GetByRoleOptions().setName(this.words.of(english, key)).setExact(true));
	}

	@Override
	public void close() {
		this.context.close();
	}

	record View(ColorScheme scheme, int width) {

		static final View WIDE = new View(ColorScheme.LIGHT, 1280);

		static final View NARROW = new View(ColorScheme.LIGHT, 360);

		static final View NARROW_AND_DARK = new View(ColorScheme.DARK, 360);

	}

}
