package org.secondstep.jobview;

import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;
import org.secondstep.job.Jobs;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets an administrator run a job before its time.
 */
@Service
class JobStarts {

	private final Jobs jobs;

	private final Audit audit;

	JobStarts(Jobs jobs, Audit audit) {
		this.jobs = jobs;
		this.audit = audit;
	}

	/**
	 * Does nothing if the job runs already, or if there is no such job.
	 */
	@Transactional
	void runNow(String name, AuditSubject by) {
		if (this.jobs.runNow(name)) {
			this.audit.remember(AuditEvent.of(AuditAction.JOB_RUN_BY_HAND, by).detail(name));
		}
	}

}
