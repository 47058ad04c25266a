package org.secondstep.auditcheck;

import java.time.Duration;

import org.secondstep.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditCheckJobs {

	@Bean
	Job anchorAudit(HourlyAnchors anchors) {
		return Job.everywhere(Duration.ofMinutes(1), "audit-anchor", anchors::note);
	}

}
