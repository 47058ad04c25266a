package org.secondstep.auditcheck;

import java.time.Duration;

import org.secondstep.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditCheckJobs {

	@Bean
	Job anchorAudit(DailyAnchor anchor) {
		return Job.every(Duration.ofDays(1), "audit-anchor", anchor::note);
	}

}
