package org.secondstep.accountimport;

import java.time.Duration;

import org.secondstep.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ImportJobs {

	/**
	 * The node that took a file begins at once; this is for imports of a node that died.
	 */
	@Bean
	Job goOnWithImports(ImportWorker worker) {
		return Job.inSteps(Duration.ofMinutes(1), "import", worker::step).with(worker::progress);
	}

	@Bean
	Job forgetImportedLines(ImportWorker worker) {
		return Job.every(Duration.ofHours(1), "old-imports", worker::forget);
	}

}
