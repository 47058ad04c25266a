package org.secondstep.clock;

import java.time.Duration;

import org.secondstep.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClockJobs {

	@Bean
	Job measureClock(ClockMeasurement measurement) {
		return Job.everywhere(Duration.ofSeconds(15), "clock", measurement::measure);
	}

}
