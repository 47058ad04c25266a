package org.secondstep.audit;

import java.time.Duration;

import org.secondstep.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditJobs {

	@Bean
	Job writeCounted(AuditFlood flood) {
		return Job.everywhere(Duration.ofSeconds(10), "counted-entries", flood::tell);
	}

}
