package org.secondstep.adminrecovery;

import java.time.Duration;

import org.secondstep.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RecoveryJobs {

	/**
	 * Every node looks into its own folder.
	 */
	@Bean
	Job answerRecoveryRequests(RecoveryRequests requests) {
		return Job.everywhere(Duration.ofSeconds(2), "recovery-requests", requests::answer);
	}

}
