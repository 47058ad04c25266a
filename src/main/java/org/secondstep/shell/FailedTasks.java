package org.secondstep.shell;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.task.TaskDecorator;
import org.springframework.stereotype.Component;

/**
 * Logs what fails aside from requests. Without it the exception would end the thread and
 * be printed past the log.
 */
@Component
class FailedTasks implements TaskDecorator {

	private static final Logger log = LoggerFactory.getLogger(FailedTasks.class);

	@Override
	public Runnable decorate(Runnable task) {
		return () -> {
			try {
				task.run();
			}
			catch (RuntimeException ex) {
				log.error("A background task failed", ex);
			}
		};
	}

}
