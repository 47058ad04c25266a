package org.secondstep.limit;

import java.time.Duration;

import org.secondstep.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LimitJobs {

	@Bean
	Job forgetCounters(Limits limits) {
		return Job.every(Duration.ofHours(1), "old-counters", limits::forget);
	}

}
