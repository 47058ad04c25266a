package org.secondstep.authenticator;

import java.time.Duration;

import org.secondstep.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuthenticatorJobs {

	@Bean
	Job forgetUnfinishedEnrollments(Enrollments enrollments) {
		return Job.every(Duration.ofMinutes(5), "unfinished-enrollments", enrollments::forgetOverdue);
	}

}
