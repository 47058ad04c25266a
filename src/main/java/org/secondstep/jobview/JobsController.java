package org.secondstep.jobview;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.job.JobFailure;
import org.secondstep.job.JobProgress;
import org.secondstep.job.JobStatus;
import org.secondstep.job.Jobs;
import org.secondstep.shell.Moment;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What the portal does by itself, and how it went.
 */
@Controller
@RequestMapping("/admin/jobs")
class JobsController {

	private final Jobs jobs;

	private final JobStarts starts;

	JobsController(Jobs jobs, JobStarts starts) {
		this.jobs = jobs;
		this.starts = starts;
	}

	@GetMapping
	String list(@AuthenticationPrincipal AccountProfile administrator, Model model, Locale locale) {
		ZoneId zone = administrator.organization().zone();
		List<JobRow> rows = this.jobs.all().stream().map((job) -> JobRow.of(job, zone, locale)).toList();
		model.addAttribute("page", new JobsPage(rows.stream().filter((row) -> !row.everywhere()).toList(),
				rows.stream().filter(JobRow::everywhere).toList()));
		return "jobview/jobs";
	}

	@PostMapping
	String runNow(@RequestParam String job, @AuthenticationPrincipal AccountProfile administrator) {
		this.starts.runNow(job, administrator.subject());
		return "redirect:/admin/jobs";
	}

	/**
	 * @param cluster jobs that one node runs
	 * @param node jobs that every node runs, as this one knows them
	 */
	record JobsPage(List<JobRow> cluster, List<JobRow> node) {

	}

	record JobRow(String name, boolean everywhere, @Nullable String runningOn, @Nullable Moment last,
			@Nullable JobFailure failure, @Nullable Moment next, @Nullable JobProgress progress) {

		static JobRow of(JobStatus job, ZoneId zone, Locale locale) {
			return new JobRow(job.name(), job.everywhere(), job.runningOn(), moment(job.lastRun(), zone, locale),
					job.failure(), moment(job.nextRun(), zone, locale), job.progress());
		}

		private static @Nullable Moment moment(@Nullable Instant at, ZoneId zone, Locale locale) {
			return (at != null) ? Moment.of(at, zone, locale) : null;
		}

	}

}
