package org.secondstep.clock;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.secondstep.SecondStep;
import org.secondstep.support.Phone;
import org.secondstep.support.TestDatabase;
import org.secondstep.support.Visitor;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes on one database, of which one has a wrong clock.
 */
@Tag("database")
@EnabledIf("org.secondstep.support.TestDatabase#isPostgres")
class NodeClockTests {

	private static final String EMMA = "emma.peeters@netflow.example";

	private static final String PASSWORD = "Demo-2fa-portal!";

	private static final String SCAN = "/security-info/authenticator-app/scan";

	@Test
	void acceptsRightCodesOnANodeThatIs75SecondsFast_K5_3() {
		Map<String, Object> database = TestDatabase.properties();
		try (ConfigurableApplicationContext right = start(database, SecondStep.class);
				ConfigurableApplicationContext fast = start(database, SecondStep.class, FastNode.class)) {
			Visitor visitor = new Visitor(base(right)).signIn(EMMA, PASSWORD);
			visitor.get("/security-info/authenticator-app/open");
			visitor.post("/security-info/authenticator-app/open", "name", "Authenticator app");
			Phone phone = Phone.scan(visitor.get(SCAN), Clock.systemUTC());
			assertThat(visitor.post(SCAN, "code", phone.code()).location()).endsWith("/done");

			Visitor later = new Visitor(base(fast)).signIn(EMMA, PASSWORD);
			String code = phone.code(Duration.ofSeconds(30));

			assertThat(later.post("/sign-in/verify", "code", code).location()).isEqualTo("/sign-in/stay-signed-in");
			assertThat(fast.getBean(ClockMeasurement.class).nodeAhead()).isBetween(Duration.ofSeconds(74),
					Duration.ofSeconds(76));
			assertThat(new Visitor(base(fast)).get("/actuator/health/readiness").status()).isEqualTo(503);
			assertThat(new Visitor(base(right)).get("/actuator/health/readiness").status()).isEqualTo(200);
			Visitor administrator = new Visitor(base(fast)).signIn("admin@secondstep.example", PASSWORD);
			administrator.get("/security-info/authenticator-app/open");
			administrator.post("/security-info/authenticator-app/open", "name", "Authenticator app");
			administrator.post(SCAN, "code", Phone.scan(administrator.get(SCAN), Clock.systemUTC()).code());
			assertThat(administrator.get("/admin").body())
				.containsPattern("clock is 7[45] seconds ahead of the database");
		}
	}

	private static ConfigurableApplicationContext start(Map<String, Object> database, Class<?>... sources) {
		List<String> arguments = new ArrayList<>(
				List.of("--secondstep.test.own-database=true", "--spring.profiles.active=demo", "--server.port=0",
						"--server.address=127.0.0.1", "--spring.main.allow-bean-definition-overriding=true"));
		database.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return new SpringApplicationBuilder(sources).run(arguments.toArray(String[]::new));
	}

	private static String base(ConfigurableApplicationContext node) {
		return "http://127.0.0.1:" + node.getEnvironment().getProperty("local.server.port");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class FastNode {

		@Bean
		PortalClock clock() {
			return new PortalClock(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(75)));
		}

	}

}
