package org.secondstep.bench;

import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;

import org.secondstep.support.Answer;
import org.secondstep.support.Phone;
import org.secondstep.support.Visitor;

/**
 * One person's way through the portal, page by page, with a browser that was never here
 * before. A page that is not the expected one ends the benchmark.
 */
final class Walk {

	private static final String OPEN = "/security-info/authenticator-app/open";

	private static final String SCAN = "/security-info/authenticator-app/scan";

	private static final String DONE = "/security-info/authenticator-app/done";

	private static final String STAY = "/sign-in/stay-signed-in";

	private final Visitor visitor;

	Walk(String base) {
		this.visitor = new Visitor(base);
	}

	/**
	 * The guide from its first page to its last.
	 */
	Phone enroll(String username) {
		see("/");
		see("/get-started");
		go("/mfasetup", "/security-info/add");
		go("/security-info/add", "/sign-in");
		password(username, STAY);
		dontStay("/security-info/add");
		see("/security-info");
		return register();
	}

	/**
	 * The same for a member of staff, who gets nowhere else before.
	 */
	Walk letIn(String staff) {
		go("/security-info/add", "/sign-in");
		password(staff, STAY);
		dontStay("/security-info/add");
		register();
		return this;
	}

	private Phone register() {
		see("/security-info/add");
		see(OPEN);
		send(OPEN, SCAN, "name", "Authenticator app");
		Phone phone = Phone.scan(see(SCAN), Clock.systemUTC());
		send(SCAN, DONE, "code", phone.code());
		see(DONE);
		return phone;
	}

	/**
	 * Both steps, up to the first page behind them. The phone is fast by one time step,
	 * which is accepted, so that even a person who enrolled just now has a fresh code.
	 */
	Walk signIn(String username, Phone phone) {
		password(username, "/sign-in/verify");
		see("/sign-in/verify");
		send("/sign-in/verify", STAY, "code", phone.code(Duration.ofSeconds(30)));
		dontStay("/overview");
		see("/overview");
		return this;
	}

	Answer see(String path) {
		return expect(path, this.visitor.get(path), 200, "");
	}

	/**
	 * @return what the page is, as it comes in
	 */
	InputStream open(String path) {
		return this.visitor.open(path);
	}

	private void password(String username, String next) {
		see("/sign-in");
		send("/sign-in", "/sign-in/password", "username", username);
		see("/sign-in/password");
		send("/sign-in/password", next, "username", username, "password", Employees.PASSWORD);
	}

	private void dontStay(String next) {
		see(STAY);
		send(STAY, next, "answer", "no");
	}

	private void go(String path, String next) {
		expect(path, this.visitor.get(path), 302, next);
	}

	private void send(String path, String next, String... fields) {
		expect(path, this.visitor.post(path, fields), 302, next);
	}

	private static Answer expect(String path, Answer answer, int status, String location) {
		if (answer.status() != status || !answer.location().equals(location)) {
			throw new IllegalStateException("Expected %d %s from %s but got %d %s %s".formatted(status, location, path,
					answer.status(), answer.location(), answer.alert()));
		}
		return answer;
	}

}
