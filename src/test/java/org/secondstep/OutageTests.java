package org.secondstep;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.TcpProxy;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The database goes away and comes back.
 */
@PortalTest
@TestPropertySource(properties = { "secondstep.test.own-database=true",
		"secondstep.key-ring=test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=" })
class OutageTests {

	private static final TcpProxy WIRE = new TcpProxy(serve().getPort());

	/**
	 * The pool believes in connections that were used just now.
	 */
	private static final Duration TRUSTED = Duration.ofMillis(600);

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url",
				() -> "jdbc:h2:tcp://127.0.0.1:" + WIRE.port() + "/mem:outage;DB_CLOSE_DELAY=-1");
	}

	@Test
	void saysTryLaterAndGoesOnByItself_I03() {
		AccountProfile emma = this.people.employee();
		Visitor visitor = this.doorway.withPassword(emma);
		Phone phone = this.doorway.enroll(visitor);
		Visitor half = this.doorway.withPassword(emma);
		Visitor stranger = this.doorway.visitor();
		stranger.get("/sign-in");
		Visitor probe = this.doorway.visitor();

		WIRE.cut();
		List<Timed> meanwhile = List.of(timed(() -> visitor.get("/overview")),
				timed(() -> half.post("/sign-in/verify", "code", phone.code())), timed(() -> stranger
					.post("/sign-in/password", "username", emma.username(), "password", People.PASSWORD)));
		Answer script = this.doorway.script("sst_" + "A".repeat(43)).get("/api/v1/accounts");
		Answer live = probe.get("/actuator/health/liveness");
		Answer ready = probe.get("/actuator/health/readiness");
		WIRE.mend();
		long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
		while (probe.get("/actuator/health/readiness").status() != 200) {
			assertThat(System.nanoTime()).isLessThan(deadline);
			LockSupport.parkNanos(TRUSTED.toNanos());
		}

		assertThat(meanwhile).allSatisfy((timed) -> {
			assertThat(timed.answer().status()).isEqualTo(503);
			assertThat(timed.answer().heading()).isNotEmpty();
			assertThat(timed.answer().header("Content-Security-Policy")).contains("frame-ancestors 'none'");
			assertThat(timed.took()).isLessThan(Duration.ofSeconds(5));
		});
		assertThat(script.status()).isEqualTo(503);
		assertThat(script.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(live.status()).isEqualTo(200);
		assertThat(ready.status()).isEqualTo(503);
		assertThat(visitor.get("/overview").status()).isEqualTo(200);
		assertThat(half.post("/sign-in/verify", "code", phone.code()).location()).isEqualTo("/sign-in/stay-signed-in");
	}

	private static Timed timed(Supplier<Answer> request) {
		long begin = System.nanoTime();
		Answer answer = request.get();
		return new Timed(answer, Duration.ofNanos(System.nanoTime() - begin));
	}

	private static Server serve() {
		try {
			return Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Timed(Answer answer, Duration took) {

	}

}
