package org.secondstep.auditview;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.NewAccount;
import org.secondstep.account.Role;
import org.secondstep.account.Username;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.auditcheck.AuditCommand;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.CommandsOfTheConsole;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@PortalTest
@ExtendWith(CommandsOfTheConsole.class)
class AuditPageTests {

	private static final String PAGE = "/helpdesk/audit";

	private static final List<String> ROUTES = List.of(PAGE, PAGE + "/download.csv", PAGE + "/download.jsonl");

	@TempDir
	Path folder;

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	@Autowired
	Accounts accounts;

	@Autowired
	Audit audit;

	OrganizationProfile netflow;

	AccountProfile emma;

	AccountProfile hugo;

	Visitor helpdesk;

	@BeforeEach
	void invent() {
		this.netflow = this.people.organization(MfaPolicy.VOLUNTARY);
		this.emma = this.people.employee(this.netflow);
		this.hugo = this.people.helpdesk(this.netflow);
		this.helpdesk = signedIn(this.hugo);
	}

	@Test
	void showsWhoDidWhatWhenAndFromWhere_H09_H10() {
		remember(AuditAction.METHOD_RENAMED, "Phone of Emma");

		Answer answer = this.helpdesk.get(PAGE + "?person=" + this.emma.username());

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.heading()).isEqualTo("Audit");
		assertThat(answer.header("Cache-Control")).contains("no-store");
		assertThat(answer.body()).contains("A method was renamed", "Phone of Emma", "the system")
			.contains(this.clock.instant() + " · ")
			.contains("href=\"/helpdesk/accounts/" + this.emma.id() + "\"");
	}

	@Test
	void showsTheNewestFirstFiftyAPage() {
		for (int i = 1; i <= 103; i++) {
			remember(AuditAction.METHOD_RENAMED, "detail-" + i + ".");
		}
		Answer first = this.helpdesk.get(PAGE + "?action=METHOD_RENAMED");
		Answer second = this.helpdesk.get(link(first, "next"));
		Answer third = this.helpdesk.get(link(second, "next"));
		Answer again = this.helpdesk.get(link(third, "prev"));
		Answer begin = this.helpdesk.get(link(again, "prev"));

		assertThat(details(first)).hasSize(50).startsWith("detail-103.").endsWith("detail-54.");
		assertThat(details(second)).hasSize(50).startsWith("detail-53.").endsWith("detail-4.");
		assertThat(details(third)).containsExactly("detail-3.", "detail-2.", "detail-1.");
		assertThat(details(again)).isEqualTo(details(second));
		assertThat(details(begin)).isEqualTo(details(first));
		assertThat(link(first, "prev") + link(third, "next") + link(begin, "prev")).isEmpty();
	}

	@Test
	void findsByPersonActionActorDayAndRequest() {
		remember(AuditAction.METHOD_RENAMED, "emmas-phone");
		this.audit.remember(AuditEvent.of(AuditAction.METHOD_RENAMED, this.hugo.subject()).detail("hugos-watch"));
		String request = this.helpdesk.get(PAGE).find("request=([0-9a-f]+)\"");
		String day = this.clock.instant().toString().substring(0, 10);

		assertThat(found("?person=" + this.emma.username().toUpperCase(Locale.ROOT))).contains("emmas-phone")
			.doesNotContain("hugos-watch");
		assertThat(found("?person=" + this.emma.id() + "&action=METHOD_RENAMED")).contains("emmas-phone");
		assertThat(found("?actor=" + this.hugo.username())).contains("hugos-watch").doesNotContain("emmas-phone");
		assertThat(found("?person=" + this.emma.username() + "&action=METHOD_REMOVED"))
			.contains("Nothing is remembered");
		assertThat(found("?person=nobody@nowhere.example")).contains("Nothing is remembered");
		assertThat(found("?from=" + day + "&until=" + day)).contains("emmas-phone", "hugos-watch");
		assertThat(found("?from=2099-01-01")).contains("Nothing is remembered");
		assertThat(found("?until=2001-01-01")).contains("Nothing is remembered");
		assertThat(found("?request=" + request)).contains(request).doesNotContain("emmas-phone");
	}

	@Test
	void saysWhatADayOrAPageMustBe_J08() {
		for (String query : List.of("from=2026-02-30", "from=0000-01-01", "until=9999-12-31",
				"until=%2B292278994-08-17", "from=2026-09-02&until=2026-09-01", "from=2026-13-01", "from=x",
				"until=2026-06-30T23:59:60Z", "before=-1", "before=x", "after=1e9", "before=99999999999999999999",
				"action=NOTHING", "organization=x", "organization=nobody", "organization=" + UUID.randomUUID(),
				"request=%00", "person=%00", "person=a%0Ab", "actor=" + "x".repeat(300))) {
			Answer answer = this.helpdesk.get(PAGE + "?" + query);

			assertThat(answer.status()).as(query).isEqualTo(400);
			assertThat(answer.alert()).as(query).contains("Please look at this again");
			assertThat(answer.body()).as(query).doesNotContain("<tbody>");
			if (!query.startsWith("before") && !query.startsWith("after")) {
				assertThat(this.helpdesk.get(PAGE + "/download.csv?" + query).status()).as(query).isEqualTo(400);
			}
		}
	}

	@Test
	void findsNothingBeyondTheEnd_J08() {
		for (String query : List.of("before=0", "before=1", "after=999999999999999999",
				"from=2026-03-29&until=2026-03-29", "from=&until=&person=&action=&before=", "page=-1&size=1000000000",
				"person=%F0%9F%98%80", "person=%25", "person='", "person=%5C", "person=__%24%7B7*7%7D__::.x")) {
			Answer answer = this.helpdesk.get(PAGE + "?" + query);

			assertThat(answer.status()).as(query).isEqualTo(200);
			assertThat(answer.body()).as(query).doesNotContain("49::");
		}
	}

	@Test
	void showsHelpdeskTheirOwnOrganizationOnly_H07() {
		AccountProfile stranger = this.people.employee();

		String other = "?organization=" + stranger.organization().id();

		assertThat(found("?person=" + stranger.username())).contains("Nothing is remembered");
		assertThat(this.helpdesk.get(PAGE + other).body()).doesNotContain(stranger.username());
		assertThat(this.helpdesk.get(PAGE + "/download.csv" + other).status()).isEqualTo(400);
		assertThat(this.helpdesk.get(PAGE + "/download.jsonl" + other).status()).isEqualTo(400);
		assertThat(this.helpdesk.get(PAGE + "/download.jsonl").body()).contains(this.emma.username())
			.doesNotContain(stranger.username(), stranger.organization().id().toString());
		assertThat(this.helpdesk.get(PAGE).body()).doesNotContain("id=\"organization\"", "no organization");
	}

	@Test
	void tellsHelpdeskNoNameOfAnotherOrganization_D02() {
		AccountProfile stranger = this.people.employee();
		AccountProfile ada = administrator();
		this.audit.remember(AuditEvent.of(AuditAction.METHOD_REMOVED_BY_STAFF, this.emma.subject()).by(ada.subject()));
		String csv = PAGE + "/download.csv?";

		for (String name : List.of(stranger.username(), stranger.organization().name(), "nobody@nowhere.example")) {
			this.helpdesk.get(csv + "person=" + name.replace(" ", "+"));
			this.helpdesk.get(csv + "actor=" + name.replace(" ", "+"));
		}
		String hers = this.helpdesk.get(csv + "actor=" + ada.username()).body();
		signedIn(ada).get(csv + "organization=" + this.netflow.id() + "&person=" + stranger.username());

		assertThat(hers).contains("METHOD_REMOVED_BY_STAFF");
		assertThat(details(this.helpdesk.get(PAGE + "?action=AUDIT_EXPORTED"))).containsExactly(
				"csv person=" + stranger.username(), "csv actor=" + ada.username(), "csv actor=(unknown)",
				"csv person=(unknown)", "csv actor=(unknown)", "csv person=(unknown)", "csv actor=(unknown)",
				"csv person=(unknown)");
	}

	@Test
	void showsAdministratorsEveryChain_H07() {
		Visitor administrator = signedIn(administrator());
		this.doorway.withWrongPassword("unknown@nowhere.example");

		assertThat(administrator.get(PAGE).body()).contains("id=\"organization\"", this.emma.username());
		assertThat(administrator.get(PAGE + "?organization=" + this.netflow.id()).body()).contains(this.hugo.username())
			.contains("Last entry");
		assertThat(administrator.get(PAGE + "?organization=nobody").body()).contains("A wrong password")
			.doesNotContain(this.hugo.username());
	}

	@Test
	void showsWhatThePortalDidToAdministratorsOnly_H01_H07() {
		String start = PAGE + "?action=PORTAL_STARTED";
		Visitor administrator = signedIn(administrator());
		Map<String, String> words = Map.of("en", "The portal started", "nl", "De portal is gestart", "fr",
				"Le portail a démarré", "de", "Das Portal wurde gestartet");

		words.forEach((language, text) -> {
			administrator.post("/language", "language", language, "return", "/");
			assertThat(rows(administrator.get(start))).as(language).contains(text, "Second Step");
		});
		administrator.post("/language", "language", "en", "return", "/");
		assertThat(rows(administrator.get(start + "&organization=nobody"))).contains("the system");
		assertThat(rows(administrator.get(start + "&organization=" + this.netflow.id()))).isEmpty();
		assertThat(rows(this.helpdesk.get(start))).isEmpty();
	}

	@Test
	void doesNotExistForEmployees_H07() {
		Visitor employee = signedIn(this.emma);

		for (String route : ROUTES) {
			assertThat(employee.get(route).status()).as(route).isEqualTo(404);
			assertThat(this.doorway.visitor().get(route).location()).as(route).isEqualTo("/sign-in");
			assertThat(this.doorway.withPassword(this.hugo).get(route).location()).as(route)
				.isEqualTo("/sign-in/verify");
		}
	}

	@Test
	void cannotBeWrittenByAnyRole_H07() {
		for (Visitor visitor : List.of(signedIn(this.emma), this.helpdesk, signedIn(administrator()))) {
			for (String route : ROUTES) {
				assertThat(visitor.post(route).status()).as(route).isIn(404, 405);
				for (String method : List.of("PUT", "DELETE", "PATCH")) {
					assertThat(visitor.send(visitor.request(route).method(method, BodyPublishers.noBody()).build())
						.status()).as(method + " " + route).isIn(403, 404, 405);
				}
			}
			assertThat(visitor.post(PAGE + "/" + this.emma.id()).status()).isEqualTo(404);
		}
	}

	@Test
	void exportsWhatThePageShowsAsATableThatNothingComputes_F04() throws IOException {
		remember(AuditAction.METHOD_RENAMED, "=HYPERLINK(\"http://evil.test\")\r\n;x");
		remember(AuditAction.METHOD_REMOVED, "not wanted");

		Answer answer = this.helpdesk.get(PAGE + "/download.csv?action=METHOD_RENAMED&person=" + this.emma.username());
		List<CSVRecord> rows = CSVFormat.RFC4180.builder()
			.setHeader()
			.setSkipHeaderRecord(true)
			.get()
			.parse(new StringReader(answer.body().substring(1)))
			.getRecords();

		assertThat(answer.header("Content-Type")).startsWith("text/csv");
		assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"second-step-audit.csv\"");
		assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.header("Cache-Control")).contains("no-store");
		assertThat(answer.body()).startsWith("\uFEFF");
		assertThat(rows).hasSize(1);
		assertThat(rows.get(0).get("detail")).isEqualTo("'=HYPERLINK(\"http://evil.test\")\r\n;x");
		assertThat(rows.get(0).get("account")).isEqualTo(this.emma.username());
		assertThat(rows.get(0).get("hash")).hasSize(64);
	}

	@Test
	void exportsWholeChainsThatTheCommandVerifies_H03() throws IOException {
		remember(AuditAction.METHOD_RENAMED, "ünïcödé \u2028 \" 😀");
		Path export = this.folder.resolve("audit.jsonl");
		PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());

		Files.writeString(export, this.helpdesk.get(PAGE + "/download.jsonl").body());
		int whole = AuditCommand.run(nowhere, "audit", "verify", "--export=" + export);
		Files.writeString(export, Files.readString(export).replace("ünïcödé", "unicode"));
		int broken = AuditCommand.run(nowhere, "audit", "verify", "--export=" + export);

		assertThat(whole).isZero();
		assertThat(broken).isOne();
	}

	@Test
	void remembersWhoExportedWhatButNoTypedSecret_H02_H07() {
		this.helpdesk.get(PAGE + "/download.csv?action=SIGNED_OUT&person=" + People.PASSWORD);
		this.helpdesk.get(PAGE + "/download.csv?person=" + this.emma.username());
		this.helpdesk.get(PAGE + "/download.jsonl");

		assertThat(details(this.helpdesk.get(PAGE + "?action=AUDIT_EXPORTED&actor=" + this.hugo.username())))
			.containsExactly("jsonl", "csv person=" + this.emma.username(), "csv person=(unknown) action=SIGNED_OUT");
	}

	@Test
	void tellsTheEndOfTheChainSoThatItCanBeNoted_H03() {
		Answer page = this.helpdesk.get(PAGE);

		String lines = this.helpdesk.get(PAGE + "/download.jsonl").body();

		assertThat(page.find("Last entry (\\d+)")).isNotEmpty();
		assertThat(lines).contains("\"hash\":\"" + page.find("<code>([0-9a-f]{64})</code>") + "\"");
	}

	@Test
	void tellsDetailsInTheLanguageOfTheReaderAndExportsThemAsTheyAre() {
		remember(AuditAction.PEOPLE_SEARCHED, "text of 0 characters, ");
		remember(AuditAction.PEOPLE_SEARCHED, "text of 11 characters, status=LOCKED");
		remember(AuditAction.REPORT_VIEWED, "all");
		remember(AuditAction.ENROLLMENT_CODE_WRONG, "unknown");
		remember(AuditAction.PASSWORD_REFUSED_WAITING, "2 more within a minute");
		remember(AuditAction.METHOD_RENAMED, "unknown");
		Username off = new Username("off@" + this.netflow.domains().get(0));
		this.accounts.create(new NewAccount(off, "Off", off.value(), this.netflow.id(), Set.of(Role.EMPLOYEE), false),
				this.netflow.subject());

		this.helpdesk.post("/language", "language", "nl", "return", "/");
		Answer dutch = this.helpdesk.get(PAGE + "?person=" + this.emma.username());
		Answer created = this.helpdesk.get(PAGE + "?person=" + off.value());

		assertThat(details(dutch)).containsExactly("unknown", "nog 2 keer binnen een minuut", "geen oorzaak gevonden",
				"alle organisaties", "een tekst van 11 tekens, status=LOCKED");
		assertThat(details(created)).containsExactly("uitgeschakeld");
		assertThat(this.helpdesk.get(PAGE + "/download.csv").body()).contains("text of 0 characters, ",
				"text of 11 characters, status=LOCKED", "2 more within a minute");
	}

	private void remember(AuditAction action, String detail) {
		this.audit.remember(AuditEvent.of(action, this.emma.subject()).detail(detail));
	}

	private String found(String query) {
		Answer answer = this.helpdesk.get(PAGE + query);
		assertThat(answer.status()).as(query).isEqualTo(200);
		return answer.body();
	}

	private Visitor signedIn(AccountProfile account) {
		Visitor visitor = this.doorway.withPassword(account);
		this.doorway.enroll(visitor);
		this.clock.forward(Duration.ofSeconds(1));
		return visitor;
	}

	private AccountProfile administrator() {
		return this.people.account("Anna Smets", this.people.organization(MfaPolicy.VOLUNTARY),
				Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
	}

	private static String rows(Answer answer) {
		return answer.find("(?s)<tbody>(.*)</tbody>");
	}

	private static String link(Answer answer, String rel) {
		return answer.find("rel=\"" + rel + "\" href=\"([^\"]+)\"").replace("&amp;", "&");
	}

	private static List<String> details(Answer answer) {
		return Pattern.compile("</span> <span class=\"row-note\">([^<]+)</span>")
			.matcher(answer.body())
			.results()
			.map((match) -> match.group(1))
			.toList();
	}

}
