package org.secondstep.approval;

import java.time.Duration;

import org.secondstep.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ApprovalJobs {

	@Bean
	Job forgetResetRequests(RequestStore requests) {
		return Job.every(Duration.ofHours(1), "old-reset-requests", requests::forget);
	}

}
