package org.secondstep.temporarypass;

import java.time.Duration;

import org.secondstep.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PassJobs {

	@Bean
	Job endPasses(PassEndings endings) {
		return Job.every(Duration.ofMinutes(5), "ended-passes", endings::forget);
	}

}
