package org.secondstep.support;

import java.time.Duration;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.secondstep.account.AccountProfile;

import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Lets visitors in, as far as a test wants them.
 */
public class Doorway {

	private final Environment environment;

	private final SettableClock clock;

	private final ThreadPoolTaskExecutor aside;

	private final JdbcClient jdbc;

	Doorway(Environment environment, SettableClock clock, ThreadPoolTaskExecutor applicationTaskExecutor,
			JdbcClient jdbc) {
		this.environment = environment;
		this.clock = clock;
		this.aside = applicationTaskExecutor;
		this.jdbc = jdbc;
	}

	public int port() {
		return this.environment.getRequiredProperty("local.server.port", Integer.class);
	}

	public Visitor visitor() {
		return new Visitor(
				"http://localhost:" + port() + this.environment.getProperty("server.servlet.context-path", ""));
	}

	/**
	 * Goes through both pages of the first step, whatever comes of it.
	 */
	public Visitor withPassword(AccountProfile account) {
		return visitor().signIn(account.username(), People.PASSWORD);
	}

	/**
	 * Is refused, and waits until that is remembered.
	 */
	public Visitor withWrongPassword(String username) {
		Visitor visitor = visitor().signIn(username, "wrong");
		settle();
		return visitor;
	}

	/**
	 * Waits until the portal has done what it does aside from requests.
	 */
	public void settle() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.aside.getActiveCount() == 0 && this.aside.getQueueSize() == 0);
	}

	/**
	 * Leaves the sessions of an account alone for two minutes, which the session store
	 * takes from the machine's clock.
	 */
	public void rest(AccountProfile account) {
		this.jdbc.sql("update spring_session set last_access_time = last_access_time - 120000 where principal_name = ?")
			.param(account.id().toString())
			.update();
	}

	/**
	 * Walks the guide to its last page; the returned phone shows the codes.
	 */
	public Phone enroll(Visitor visitor) {
		visitor.get("/security-info/authenticator-app/open");
		visitor.post("/security-info/authenticator-app/open", "name", "Authenticator app");
		Phone phone = Phone.scan(visitor.get("/security-info/authenticator-app/scan"), this.clock);
		visitor.post("/security-info/authenticator-app/scan", "code", phone.code());
		this.clock.forward(Duration.ofSeconds(30));
		return phone;
	}

	/**
	 * Makes a token as an administrator does.
	 * @param administrator with a fresh second step
	 * @param organization id of one, or "all"
	 */
	public String token(Visitor administrator, String organization) {
		administrator.get("/admin/api-tokens");
		return administrator
			.post("/admin/api-tokens", "name", "Script " + UUID.randomUUID(), "organization", organization, "days",
					"90")
			.find("<output[^>]*>(sst_[^<]+)</output>");
	}

	public Script script(String token) {
		return new Script(visitor(), "Bearer " + token);
	}

	/**
	 * @param authorization the whole header; none if empty
	 */
	public Script scriptWith(String authorization) {
		return new Script(visitor(), authorization);
	}

	/**
	 * Signs in with both steps; afterwards the clock stands in the next time step.
	 */
	public Visitor withBothSteps(AccountProfile account, Phone phone) {
		Visitor visitor = withPassword(account);
		visitor.get("/sign-in/verify");
		visitor.post("/sign-in/verify", "code", phone.code());
		this.clock.nextCode();
		return visitor;
	}

}
