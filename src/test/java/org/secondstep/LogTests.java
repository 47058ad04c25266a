package org.secondstep;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.internet.MimeMessage;
import org.apache.commons.codec.binary.Base32;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.secondstep.console.Console;
import org.secondstep.support.Answer;
import org.secondstep.support.CommandsOfTheConsole;
import org.secondstep.support.Phone;
import org.secondstep.support.PostOffice;
import org.secondstep.support.RunningPortal;
import org.secondstep.support.TestDatabase;
import org.secondstep.support.Visitor;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an installation writes to its log while people do everything with which somebody
 * who reads it could get in.
 */
@Tag("database")
@ExtendWith(CommandsOfTheConsole.class)
class LogTests {

	private static final String ADD = "/security-info/add";

	private static final String VERIFY = "/sign-in/verify";

	private static final String NEW_PASSWORD = "/sign-in/new-password";

	private static final Pattern SETUP = Pattern.compile("/setup\\?token=([A-Za-z0-9_-]+)");

	private static final Pattern LINK = Pattern
		.compile("/(?:sign-in/new-password|stop-reset)\\?token=([A-Za-z0-9_-]+)");

	private static final Pattern RECOVERY = Pattern.compile("/sign-in/recover\\?token=([A-Za-z0-9_-]+)");

	/** Columns of what the portal seals or hashes. */
	private static final List<String> KEPT = List.of("password_hash from account",
			"sealed_secret from authenticator_app", "token_hash from api_token", "check_value from api_token",
			"sealed_words from caller_check", "pass_hash from temporary_pass");

	@TempDir
	Path folder;

	final GreenMail mails = new GreenMail(ServerSetupTest.SMTP.dynamicPort());

	String database = "";

	final Map<String, String> secrets = new LinkedHashMap<>();

	RunningPortal portal;

	Visitor ada;

	Visitor hugo;

	Visitor emma;

	@BeforeEach
	void makeDatabase() {
		this.database = TestDatabase.isPostgres() ? TestDatabase.createPostgres()
				: "jdbc:h2:file:" + this.folder.resolve("data/secondstep") + ";DB_CLOSE_ON_EXIT=FALSE";
	}

	@Test
	void logsNoSecretEvenAtTheLowestLevel_G08() throws Exception {
		String canary = secret("canary", "canary-" + UUID.randomUUID());
		this.mails.start();
		try (RunningPortal running = RunningPortal.start(this.folder, "--logging.level.root=TRACE",
				"--spring.application.name=" + canary, "--spring.datasource.url=" + this.database,
				"--spring.mail.host=127.0.0.1", "--spring.mail.port=" + this.mails.getSmtp().getPort())) {
			this.portal = running;
			setUp();
			this.hugo = invite("hugo", "HELPDESK");
			enroll("hugo", this.hugo);
			this.emma = invite("emma", "EMPLOYEE");
			forget();
			verify();
			call();
			reset();
			stop();
			script();
			recover();
		}
		finally {
			this.mails.stop();
		}
		rememberWhatIsKept();

		List<String> lines = RunningPortal.log(this.folder).lines().toList();
		List<String> announcements = lines.stream().filter((line) -> line.contains("Open this address")).toList();

		assertThat(announcements).singleElement().asString().contains(this.secrets.get("setup token"));
		assertThat(lines).anyMatch((line) -> line.contains(" DEBUG ") && line.contains(canary));
		assertThat(found(lines.stream().filter((line) -> !announcements.contains(line)).toList()))
			.containsExactly("canary");
	}

	private void setUp() throws Exception {
		Matcher setup = SETUP.matcher(RunningPortal.log(this.folder));
		assertThat(setup.find()).isTrue();
		Visitor visitor = new Visitor(this.portal.base());
		visitor.get(visitor.landing("/setup?token=" + secret("setup token", setup.group(1))));
		String password = secret("password of ada", "paarse olifant danst traag");
		visitor.post("/setup", "organization", "Company", "mailDomain", "company.example", "name", "Ada", "account",
				account("ada"), "password", password, "repeatPassword", password);
		remember("setup", visitor);
		this.ada = new Visitor(this.portal.base()).signIn(account("ada"), password);
		enroll("ada", this.ada);
	}

	private Visitor invite(String name, String role) {
		this.ada.get("/admin/accounts/new");
		String organization = this.ada.get("/admin/accounts/new").find("<option value=\"([0-9a-f-]{36})\"");
		Answer created = this.ada.post("/admin/accounts/new", "username", account(name), "displayName", name,
				"organization", organization, "roles", role, "roles", "EMPLOYEE", "invite", "true");
		assertThat(created.location()).startsWith("/admin/accounts");
		Visitor visitor = new Visitor(this.portal.base());
		visitor.get(NEW_PASSWORD + "?token=" + secret("invitation of " + name, mailedTo(account(name))));
		choose(visitor, "password of " + name, "zwarte panter " + name.hashCode() + " zingt op zondag");
		return visitor;
	}

	/**
	 * Emma types a wrong password, then chooses one by a mailed link.
	 */
	private void forget() throws FolderException {
		this.emma.post("/sign-out");
		this.mails.purgeEmailFromAllMailboxes();
		this.emma.signIn(account("emma"), secret("wrong password", "groene krokodil"));
		this.emma.get("/sign-in/forgot-password");
		this.emma.post("/sign-in/forgot-password", "username", account("emma"), "mail", "yes");
		this.emma.get(NEW_PASSWORD + "?token=" + secret("link to a new password", mailedTo(account("emma"))));
		choose(this.emma, "new password of emma", "rode walvis leest graag");
	}

	private void verify() {
		this.emma.signIn(account("emma"), this.secrets.get("new password of emma"));
		enroll("emma", this.emma);
		this.emma.post("/sign-out");
		this.emma.signIn(account("emma"), this.secrets.get("new password of emma"));
		remember("emma, half signed in,", this.emma);
		Phone phone = new Phone(this.secrets.get("key of emma"), Clock.systemUTC());
		this.emma.get(VERIFY);
		this.emma.post(VERIFY, "code", code("wrong code", phone.wrongCode()));
		this.emma.get(VERIFY);
		Answer verified = this.emma.post(VERIFY, "code", code("code of emma", phone.code(Duration.ofSeconds(30))));
		assertThat(verified.location()).isEqualTo("/sign-in/stay-signed-in");
		this.emma.post("/sign-in/stay-signed-in", "answer", "yes");
		remember("emma", this.emma);
	}

	private void call() {
		String desk = person() + "/caller-check";
		this.emma.get("/caller-check");
		this.hugo.get("/helpdesk");
		this.hugo.post(desk);
		String ofCaller = word("word of the caller", this.emma.get("/caller-check"));
		this.emma.post("/caller-check", "word", word("word of the staff", this.hugo.get(desk)));
		this.hugo.post(desk + "/word", "word", ofCaller);
		assertThat(this.hugo.get(desk + "/state").body()).contains("Verified");
		Visitor guest = new Visitor(this.portal.base());
		guest.get("/caller-check");
		guest.post("/caller-check/code", "username", account("emma"), "code", code("code of a caller", "271828"));
	}

	private void reset() {
		Answer reset = this.hugo.post(person() + "/reset-methods", "reason", "INC-4711");
		assertThat(reset.location()).contains("done=reset-methods");
		Visitor visitor = new Visitor(this.portal.base());
		visitor.get("/sign-in/temporary-pass");
		visitor.post("/sign-in/temporary-pass", "username", account("emma"), "code", pass("new-password"));
		choose(visitor, "third password of emma", "gele giraffe rekent snel");
		visitor.signIn(account("emma"), this.secrets.get("third password of emma"));
		visitor.post(visitor.landing(ADD), "code", pass("temporary-pass"));
		enroll("emma again", visitor);
	}

	private String pass(String action) {
		String pass = this.hugo
			.post(person() + "/" + action, "number", UUID.randomUUID().toString(), "reason", "INC-4711", "hours", "1")
			.find("id=\"temporary-pass\"[^>]*>([^<]+)<");
		secret(action + " without hyphens", secret(action, pass).replace("-", ""));
		return pass;
	}

	/**
	 * Ada wants Hugo's methods to go, and Hugo stops it.
	 */
	private void stop() throws FolderException {
		this.mails.purgeEmailFromAllMailboxes();
		String person = "/helpdesk/accounts/" + id(this.ada, "hugo");
		this.ada.post(person + "/caller-check/in-person", "document", "passport");
		this.ada.post(person + "/reset-methods", "reason", "INC-4712");
		Visitor visitor = new Visitor(this.portal.base());
		visitor.get("/stop-reset?token=" + secret("link that stops a reset", mailedTo(account("hugo"))));
		visitor.get("/stop-reset");
		assertThat(visitor.post("/stop-reset").heading()).isEqualTo("The reset is stopped");
	}

	private void script() {
		this.ada.get("/admin/api-tokens");
		String token = this.ada.post("/admin/api-tokens", "name", "Script", "organization", "all", "days", "90")
			.find("<output[^>]*>(sst_[^<]+)</output>");
		Answer answer = this.ada.send(this.ada.request("/api/v1/accounts")
			.header("Authorization", "Bearer " + secret("API token", token))
			.GET()
			.build());
		assertThat(answer.status()).isEqualTo(200);
		remember("ada", this.ada);
		remember("hugo", this.hugo);
	}

	private void recover() {
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		Console.run(new PrintStream(printed), ConsoleCommands.all(), "admin", "recover", account("ada"),
				"--secondstep.test.own-database=true", "--spring.datasource.url=" + this.database,
				"--secondstep.key-ring-file=" + this.folder.resolve("data/secondstep.keys"));
		Matcher address = RECOVERY.matcher(printed.toString());
		assertThat(address.find()).as(printed.toString()).isTrue();
		Visitor visitor = new Visitor(this.portal.base());
		visitor.get("/sign-in/recover?token=" + secret("recovery address", address.group(1)));
		visitor.get("/sign-in/recover");
		String password = secret("password after the recovery", "blauwe tijger bakt brood");
		assertThat(visitor.post("/sign-in/recover", "newPassword", password, "repeatPassword", password).location())
			.isEqualTo(ADD);
		enroll("ada again", visitor);
	}

	/**
	 * The keys, and what is sealed or hashed with them.
	 */
	private void rememberWhatIsKept() throws Exception {
		for (String file : List.of("secondstep.keys", "secondstep.audit.keys")) {
			String key = Files.readString(this.folder.resolve("data").resolve(file)).strip();
			secret(file, key.substring(key.lastIndexOf(':') + 1));
		}
		JdbcClient jdbc = JdbcClient
			.create(new DriverManagerDataSource(this.database, TestDatabase.isPostgres() ? "postgres" : "sa", ""));
		for (String column : KEPT) {
			List<String> values = jdbc.sql("select " + column).query((row, index) -> row.getString(1)).list();
			for (int i = 0; i < values.size(); i++) {
				if (values.get(i) != null && !values.get(i).isEmpty()) {
					secret(column + " " + i, values.get(i));
				}
			}
		}
		assertThat(this.secrets).containsKeys("password_hash from account 2", "sealed_secret from authenticator_app 2",
				"token_hash from api_token 0", "check_value from api_token 0");
	}

	private void enroll(String name, Visitor visitor) {
		visitor.get("/security-info/authenticator-app/open");
		visitor.post("/security-info/authenticator-app/open", "name", "Phone");
		Answer page = visitor.get("/security-info/authenticator-app/scan");
		Phone phone = Phone.scan(page, Clock.systemUTC());
		byte[] seed = new Base32().decode(secret("key of " + name, phone.key()));
		secret("key of " + name + " in hexadecimal", HexFormat.of().formatHex(seed));
		secret("key of " + name + " in Base64", Base64.getEncoder().encodeToString(seed));
		secret("key of " + name + " in groups", phone.key().replaceAll("(.{4})(?!$)", "$1 "));
		String code = code("first code of " + name, phone.code());
		Answer done = visitor.post("/security-info/authenticator-app/scan", "code", code);
		assertThat(done.location()).isEqualTo("/security-info/authenticator-app/done");
		remember(name, visitor);
	}

	private void choose(Visitor visitor, String what, String password) {
		visitor.get(NEW_PASSWORD);
		Answer chosen = visitor.post(NEW_PASSWORD, "newPassword", secret(what, password), "repeatPassword", password);
		assertThat(chosen.status()).as(what).isEqualTo(302);
	}

	private String person() {
		return "/helpdesk/accounts/" + id(this.hugo, "emma");
	}

	private static String id(Visitor staff, String name) {
		return staff.get("/helpdesk?q=" + account(name)).find("/helpdesk/accounts/([0-9a-f-]{36})");
	}

	private String mailedTo(String account) {
		List<String> tokens = new ArrayList<>();
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			for (MimeMessage mail : this.mails.getReceivedMessages()) {
				Matcher link = LINK.matcher(PostOffice.text(mail));
				if (mail.getAllRecipients()[0].toString().equals(account) && link.find()) {
					tokens.add(link.group(1));
				}
			}
			return !tokens.isEmpty();
		});
		return tokens.get(0);
	}

	/**
	 * All cookies, as sent and decoded, and the token of its last form.
	 */
	private void remember(String name, Visitor visitor) {
		secret("form of " + name, visitor.token());
		visitor.cookies().forEach((cookie, value) -> {
			secret(cookie + " of " + name, value);
			if (cookie.equals("SESSION")) {
				secret("session of " + name, new String(Base64.getDecoder().decode(value)));
			}
		});
	}

	private String secret(String name, String value) {
		assertThat(value).as(name).hasSizeGreaterThan(1);
		this.secrets.put(name, value);
		return value;
	}

	/**
	 * Digits and words stand in logs for other things too, but not after these.
	 */
	private String code(String name, String value) {
		for (String before : List.of("=", "[", "'", "\"")) {
			secret(name + " after " + before, before + value);
		}
		return value;
	}

	private String word(String name, Answer page) {
		return code(name, page.find("id=\"my-word\"[^>]*>([^<]+)<"));
	}

	private static String account(String name) {
		return name + "@company.example";
	}

	private List<String> found(List<String> lines) {
		String log = String.join("\n", lines);
		return this.secrets.entrySet()
			.stream()
			.filter((secret) -> log.contains(secret.getValue()))
			.map(Map.Entry::getKey)
			.toList();
	}

}
