package org.secondstep.callercheck;

import java.time.Duration;

import org.secondstep.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CallerCheckJobs {

	@Bean
	Job forgetCallerChecks(CheckStore checks) {
		return Job.every(Duration.ofHours(1), "old-caller-checks", checks::forget);
	}

}
