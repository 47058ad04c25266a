package org.secondstep.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;

import org.secondstep.account.Accounts;
import org.secondstep.organization.Organizations;

/**
 * A test against the whole running portal, with {@link People}, a {@link Doorway} for
 * visitors and a {@link SettableClock}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("database")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(PortalTest.Fixtures.class)
@TestExecutionListeners(listeners = FreshStatistics.class, mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
public @interface PortalTest {

	@TestConfiguration(proxyBeanMethods = false)
	class Fixtures {

		@Bean
		@Primary
		SettableClock settableClock() {
			return new SettableClock();
		}

		@Bean
		People people(Organizations organizations, Accounts accounts) {
			return new People(organizations, accounts);
		}

		@Bean
		Doorway doorway(Environment environment, SettableClock clock, ThreadPoolTaskExecutor applicationTaskExecutor,
				JdbcClient jdbc) {
			return new Doorway(environment, clock, applicationTaskExecutor, jdbc);
		}

	}

}
