package org.secondstep.administration;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
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
 * The pages of administrators as they see them, on a wide and on a narrow screen, light
 * and dark.
 */
@PortalTest
@Tag("browser")
class AdministrationBrowserTests {

	/** Without JavaScript, which axe needs. */
	private static final String PLAIN = "plain-";

	private static final String IMPORT = "/admin/accounts/import";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	AccountProfile ada;

	String session;

	@BeforeEach
	void signIn() {
		this.ada = this.people.account("Ada Claes", this.people.organization(People.MANDATORY),
				Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		Visitor visitor = this.doorway.withPassword(this.ada);
		this.doorway.enroll(visitor);
		this.session = visitor.cookie("SESSION").orElseThrow();
	}

	@ParameterizedTest
	@CsvSource({ "LIGHT, 1280", "DARK, 360" })
	void leadsAnAdministratorThroughEveryPage(ColorScheme scheme, int width) {
		String view = view(scheme, width);
		this.doorway.withWrongPassword(this.ada.username());
		try (BrowserContext context = context(scheme, width, "en-GB", true)) {
			Page page = context.newPage();
			page.navigate("/overview");
			link(page, "Administration").click();
			seen(page, view + "admin", "Administration");
			page.navigate("/admin/organizations");
			seen(page, view + "admin-organizations", "Organizations");
			link(page, "New organization").click();
			seen(page, view + "admin-organization-new", "New organization");
			String name = "Cavere " + UUID.randomUUID();
			String domain = "c" + name.substring(7, 15) + ".example";
			page.getByLabel("Name").fill(name);
			page.getByLabel("Mail domains").fill("no domain");
			button(page, "Create").click();
			assertThat(page.getByRole(AriaRole.ALERT)).containsText("A mail domain looks like company.com");
			seen(page, view + "admin-organization-wrong", "New organization");
			page.getByLabel("Mail domains").fill(domain);
			button(page, "Create").click();
			seen(page, view + "admin-organizations-two", "Organizations");
			page.navigate("/admin/accounts");
			seen(page, view + "admin-accounts", "Accounts");
			link(page, "New account").click();
			seen(page, view + "admin-account-new", "New account");
			page.getByLabel("Account", new Page.GetByLabelOptions().setExact(true)).fill("noor@" + domain);
			page.getByLabel("Name").fill("Noor Maës");
			page.getByLabel("Organization").selectOption(name);
			button(page, "Create").click();
			seen(page, view + "admin-account", "Noor Maës");
			page.navigate("/admin/attempts");
			assertThat(button(page, "Clear 127.0.0.1")).isVisible();
			seen(page, view + "admin-attempts", "Sign-in attempts");
			button(page, "Clear 127.0.0.1").click();
			assertThat(page.getByText("No wrong password came from anywhere.")).isVisible();
		}
	}

	@ParameterizedTest
	@CsvSource({ "LIGHT, 1280", "DARK, 360" })
	void showsTwoWhoChangeTheSameWhatTheOtherSaved(ColorScheme scheme, int width) {
		AccountProfile emma = this.people.employee(this.ada.organization());
		try (BrowserContext context = context(scheme, width, "en-GB", true)) {
			Page first = context.newPage();
			Page second = context.newPage();
			first.navigate("/admin/accounts/" + emma.id());
			second.navigate("/admin/accounts/" + emma.id());
			first.getByLabel("Name").fill("Emma Claes");
			button(first, "Save").click();
			second.getByLabel("Name").fill("Emma Peeters-Claes");
			button(second, "Save").click();

			assertThat(second.getByRole(AriaRole.ALERT)).containsText("Somebody else saved this while you typed");
			seen(second, view(scheme, width) + "admin-conflict", "Emma Claes");
			button(second, "Save").click();

			second.waitForURL("**/admin/accounts");
			second.navigate("/admin/accounts?q=" + emma.username());
			assertThat(second.locator("[href$='" + emma.id() + "']")).hasText("Emma Peeters-Claes");
		}
	}

	@ParameterizedTest
	@CsvSource({ "LIGHT, 1280, true", "DARK, 360, true", "LIGHT, 360, false" })
	void importsAFile(ColorScheme scheme, int width, boolean javaScript) {
		String view = javaScript ? view(scheme, width) : PLAIN;
		String domain = this.ada.organization().domains().get(0);
		String account = "i" + UUID.randomUUID().toString().substring(0, 8) + "@" + domain;
		try (BrowserContext context = context(scheme, width, "en-GB", javaScript)) {
			Page page = context.newPage();
			page.navigate(IMPORT);
			seen(page, view + "admin-import", "Import accounts");
			choose(page, "name;mail\n");
			assertThat(page.getByRole(AriaRole.ALERT)).containsText("The first line must name these six columns");
			seen(page, view + "admin-import-wrong", "Import accounts");
			choose(page, "username;display_name;email;organization;roles;enabled\nnobody;Noor;;;BOSS;\n");
			assertThat(page.getByText("“nobody” is no account")).isVisible();
			seen(page, view + "admin-import-problems", "Import accounts");
			link(page, "Another file").click();
			choose(page, "username;display_name;email;organization;roles;enabled\n" + account + ";Noor Maës;;;;\n");
			seen(page, view + "admin-import-checked", "Import accounts");
			button(page, "Import").click();
			assertThat(page.getByText("All lines are imported")).isVisible();
			seen(page, view + "admin-import-done", "Import accounts");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "nl-BE", "fr-BE", "de-DE" })
	void speaksEveryLanguage(String locale) {
		try (BrowserContext context = context(ColorScheme.LIGHT, 360, locale, true)) {
			Page page = context.newPage();
			for (String path : List.of("/admin", "/admin/organizations", "/admin/organizations/new", "/admin/accounts",
					"/admin/accounts/new", "/admin/accounts/" + this.ada.id(), "/admin/attempts", IMPORT)) {
				assertThat(page.navigate(path).status()).as(path).isEqualTo(200);
				assertThat(page.locator("html")).hasAttribute("lang", locale.substring(0, 2));
				seen(page, locale + path.replace('/', '-'), null);
			}
		}
	}

	@Test
	void showsTheAccentColourAsItWillBeUsed() {
		try (BrowserContext context = context(ColorScheme.LIGHT, 1280, "en-GB", true)) {
			Page page = context.newPage();
			page.navigate("/admin/organizations/" + this.ada.organization().id());
			page.getByLabel("Accent colour").fill("#ffff00");

			assertThat(page.locator("[data-accent]")).not().hasAttribute("fill", "#0b6e4f");
			assertThat(page.locator("[data-accent]")).not().hasAttribute("fill", "#ffff00");
		}
	}

	private BrowserContext context(ColorScheme scheme, int width, String locale, boolean javaScript) {
		BrowserContext context = Chromium.browser()
			.newContext(new Browser.NewContextOptions().setBaseURL("http://localhost:" + this.doorway.port())
				.setLocale(locale)
				.setColorScheme(scheme)
				.setJavaScriptEnabled(javaScript)
				.setViewportSize(width, 800));
		context.addCookies(List.of(new Cookie("SESSION", this.session).setDomain("localhost").setPath("/")));
		return context;
	}

	/**
	 * The pictures of the documentation are light and wide.
	 */
	private static String view(ColorScheme scheme, int width) {
		return (scheme == ColorScheme.LIGHT && width == 1280) ? "" : scheme + "-" + width + "-";
	}

	private static void choose(Page page, String file) {
		page.getByLabel("CSV file")
			.setInputFiles(new FilePayload("people.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
		button(page, "Check").click();
	}

	private static Locator link(Page page, String name) {
		return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	private static void seen(Page page, String name, String heading) {
		Locator headings = page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
		assertThat(headings).hasCount(1);
		if (heading != null) {
			assertThat(headings).hasText(heading);
		}
		Camera.shoot(page, name);
		assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as(name).isEqualTo(true);
		if (!name.startsWith(PLAIN)) {
			assertThat(Axe.violations(page)).as(name).isEmpty();
		}
	}

}
