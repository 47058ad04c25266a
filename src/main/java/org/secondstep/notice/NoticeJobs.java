package org.secondstep.notice;

import java.time.Duration;

import org.secondstep.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NoticeJobs {

	/**
	 * The node on which a mail was written sends it at once; this is for retries, and for
	 * mails of a node that died.
	 */
	@Bean
	Job sendMails(Postman postman) {
		return Job.inSteps(Duration.ofSeconds(30), "mail", postman::deliver);
	}

	@Bean
	Job forgetMails(Postman postman) {
		return Job.every(Duration.ofHours(1), "old-mails", postman::forget);
	}

}
