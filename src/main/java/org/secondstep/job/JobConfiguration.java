package org.secondstep.job;

import com.github.kagkarlsson.scheduler.SchedulerName;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class JobConfiguration {

	/**
	 * What this node is called in the audit too.
	 */
	@Bean
	SchedulerName nodeName(Environment environment) {
		String name = environment.getProperty("secondstep.audit.node");
		return (name != null) ? new SchedulerName.Fixed(name) : new SchedulerName.Hostname();
	}

}
