package org.secondstep.bulkinvitation;

import java.time.Duration;

import org.secondstep.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BulkJobs {

	static final String INVITATIONS = "invitations";

	/**
	 * An order makes it due at once; the interval is for orders that came while it ended.
	 */
	@Bean
	Job sendInvitations(BulkWorker worker) {
		return Job.inSteps(Duration.ofMinutes(1), INVITATIONS, worker::step).with(worker::progress);
	}

	@Bean
	Job forgetBulkInvitations(BulkWorker worker) {
		return Job.every(Duration.ofDays(1), "old-invitations", worker::forget);
	}

}
