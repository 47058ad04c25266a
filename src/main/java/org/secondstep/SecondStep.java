package org.secondstep;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.secondstep.clock.PortalClock;
import org.secondstep.console.Console;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
@ConfigurationPropertiesScan
public class SecondStep {

	public static void main(String[] args) {
		if (Console.isAsked(args)) {
			System.exit(Console.run(System.out, ConsoleCommands.all(), args));
		}
		SpringApplication.run(SecondStep.class, args);
	}

	/**
	 * As fine as databases keep times, so that what is stored and what is held are equal.
	 */
	@Bean
	PortalClock clock() {
		return new PortalClock(Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS)));
	}

	@Bean
	SecureRandom secureRandom() {
		return new SecureRandom();
	}

}
