package org.secondstep.startup;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says in one line of the log why the portal did not start. Where that happened stands
 * there at DEBUG.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailureReporter implements SpringBootExceptionReporter {

	private static final Logger log = LoggerFactory.getLogger(StartFailureReporter.class);

	StartFailureReporter(@Nullable ConfigurableApplicationContext context) {
	}

	@Override
	public boolean reportException(Throwable failure) {
		log.error("Second Step did not start. {}", StartFailure.sentence(failure));
		log.debug("Where it stopped", failure);
		return true;
	}

}
