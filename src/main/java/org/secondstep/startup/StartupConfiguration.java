package org.secondstep.startup;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class StartupConfiguration {

	@Bean
	static FirstConnection firstConnection(Environment environment) {
		return new FirstConnection(environment, Duration.ofSeconds(5));
	}

}
