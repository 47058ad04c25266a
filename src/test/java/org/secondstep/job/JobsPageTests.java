package org.secondstep.job;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.audit.Audit;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;

import static org.assertj.core.api.Assertions.assertThat;

@PortalTest
class JobsPageTests {

	private static final String PAGE = "/admin/jobs";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	@Autowired
	Audit audit;

	@Autowired
	List<Job> jobs;

	@Autowired
	JobStore store;

	@Autowired
	MessageSource messages;

	@Autowired
	DataSource database;

	AccountProfile ada;

	Visitor visitor;

	@BeforeEach
	void signIn() {
		this.ada = this.people.account("Ada Claes", this.people.organization(MfaPolicy.VOLUNTARY),
				Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		this.visitor = this.doorway.withPassword(this.ada);
		this.doorway.enroll(this.visitor);
	}

	@Test
	void showsHowAJobWentAndRunsItNow() throws Exception {
		run("old-mails", () -> {
		});
		String page = this.visitor.get(PAGE).body();
		assertThat(page).contains("<h1>Background jobs</h1>")
			.containsPattern("(?s)Delete mails that have left</th>.{0,900}>Done<")
			.containsPattern("(?s)Write audit entries that were only counted</th>");
		this.clock.forward(Duration.ofSeconds(1));

		String location = this.visitor.post(PAGE, "job", "old-mails").location();

		assertThat(location).isEqualTo(PAGE);
		assertThat(this.store.all().get("old-mails").nextRun()).isEqualTo(this.clock.instant());
		assertThat(this.audit.about(this.ada.id(), 1)).singleElement().satisfies((entry) -> {
			assertThat(entry.action()).hasToString("JOB_RUN_BY_HAND");
			assertThat(entry.detail()).isEqualTo("old-mails");
		});
	}

	@Test
	void saysWhyAJobFailedAndWhatToLookForInTheLog() throws Exception {
		run("old-imports", () -> {
			throw new IllegalStateException("no words for people");
		});

		assertThat(this.visitor.get(PAGE).body())
			.contains("Something unexpected happened on node page",
					"with the reference " + this.store.all().get("old-imports").failure().reference())
			.doesNotContain("no words for people");
	}

	@Test
	void runsNothingThatIsUnknownAndNothingWithAStaleSecondStep_D07() {
		this.visitor.get(PAGE);
		String unknown = this.visitor.post(PAGE, "job", "unknown").location();
		this.clock.forward(Duration.ofMinutes(11));

		assertThat(unknown).isEqualTo(PAGE);
		assertThat(this.visitor.post(PAGE, "job", "mail").location()).isEqualTo("/sign-in/verify");
		assertThat(this.audit.about(this.ada.id(), 50)).extracting((entry) -> entry.action().toString())
			.isNotEmpty()
			.doesNotContain("JOB_RUN_BY_HAND");
	}

	@Test
	void hasANameOfItsOwnForEveryJobInEveryLanguage() {
		assertThat(this.jobs).extracting(Job::name).isNotEmpty().doesNotHaveDuplicates();
		for (String language : List.of("en", "nl", "fr", "de")) {
			assertThat(this.jobs).allSatisfy((job) -> assertThat(
					this.messages.getMessage("job." + job.name(), null, Locale.forLanguageTag(language)))
				.isNotBlank());
		}
	}

	private void run(String name, Runnable work) throws InterruptedException {
		CountDownLatch ran = new CountDownLatch(1);
		Job job = Job.every(Duration.ofHours(1), name, () -> {
			ran.countDown();
			work.run();
		});
		try (JobNode node = JobNode.start("page", this.database, this.clock, job)) {
			assertThat(node.isRunning()).isTrue();
			assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
		}
	}

}
