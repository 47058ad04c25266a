package org.secondstep.accountimport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.secondstep.account.Accounts;
import org.secondstep.accountimport.ImportJob.Counts;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;
import org.secondstep.shell.StorableText;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * Takes files and works through them: checks every line, and when somebody says so
 * applies them. Every step is one transaction that also notes how far it came, so an
 * import goes on exactly where it stopped, whatever stopped it.
 */
@Service
@Transactional
class Imports {

	/** A node that does not move an import for so long is taken for dead. */
	static final Duration CLAIM = Duration.ofMinutes(1);

	private static final int BATCH = 500;

	/** More of them would help nobody. */
	static final int MOST_PROBLEMS = 200;

	private static final int MOST_SHOWN = 20;

	private static final int LONGEST_NAME = 200;

	private final ImportStore store;

	private final ImportBatch batch;

	private final Accounts accounts;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Imports(ImportStore store, ImportBatch batch, Accounts accounts, ApplicationEventPublisher events, Clock clock) {
		this.store = store;
		this.batch = batch;
		this.accounts = accounts;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Stores a file to be checked. Nothing of it is kept if there is an objection.
	 */
	Optional<FileObjection> take(UUID id, String fileName, InputStream file, AuditSubject by) {
		this.store.create(id, StorableText.start(fileName, LONGEST_NAME), by, now());
		StoredLines lines = new StoredLines(this.store, id);
		Optional<FileObjection> objection = read(file, new ImportFile(lines::add, lines::reject));
		if (objection.isPresent()) {
			TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
			return objection;
		}
		lines.end();
		return Optional.empty();
	}

	@Transactional(readOnly = true)
	Optional<ImportJob> find(UUID id) {
		return this.store.find(id);
	}

	@Transactional(readOnly = true)
	List<ImportJob> newest() {
		return this.store.newest(MOST_SHOWN);
	}

	@Transactional(readOnly = true)
	List<Problem> problems(UUID id) {
		return this.store.problems(id, MOST_PROBLEMS);
	}

	/**
	 * @return whether this call began to import it, or to go on with it
	 */
	boolean start(UUID id, AuditSubject by) {
		return this.store.find(id)
			.filter(ImportJob::isReady)
			.filter((job) -> this.store.start(job, by, now()))
			.isPresent();
	}

	/**
	 * Goes on with a batch.
	 * @return the accounts that may do something else now; nothing once it does not go on
	 */
	Optional<List<UUID>> goOn(UUID id) {
		ImportJob job = this.store.find(id).filter((found) -> found.state().isRunning()).orElse(null);
		if (job == null) {
			return Optional.empty();
		}
		if (this.accounts.find(job.by().id()).filter((by) -> by.details().isAdministrator()).isEmpty()) {
			this.store.turn(job, ImportState.STOPPED);
			return Optional.empty();
		}
		List<ImportRow> rows = this.store.rows(id, job.line(), BATCH);
		if (rows.isEmpty()) {
			finish(job);
			return Optional.empty();
		}
		return goOn(job, rows);
	}

	/**
	 * @return nothing if somebody else went on with it: then this call did nothing
	 */
	private Optional<List<UUID>> goOn(ImportJob job, List<ImportRow> rows) {
		boolean checking = job.state() == ImportState.CHECKING;
		List<Verdict> verdicts = checking ? this.batch.judge(rows) : this.batch.apply(job.id(), rows, job.by());
		List<Problem> problems = of(verdicts, Verdict.Wrong.class).stream()
			.flatMap((wrong) -> wrong.problems().stream())
			.toList();
		if (job.wrong() < MOST_PROBLEMS) {
			this.store.addProblems(job.id(), problems.stream().limit(MOST_PROBLEMS).toList());
		}
		List<Verdict.Change> changes = of(verdicts, Verdict.Change.class);
		Counts counts = new Counts(of(verdicts, Verdict.Create.class).size(), changes.size(),
				of(verdicts, Verdict.Same.class).size(), of(verdicts, Verdict.Wrong.class).size());
		ImportJob after = job.after(rows.get(rows.size() - 1).line(), rows.size(), counts);
		if (!this.store.move(job, after, now().plus(CLAIM))) {
			TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
			return Optional.empty();
		}
		return Optional.of(checking ? List.of()
				: changes.stream().filter(Verdict.Change::rights).map(Verdict.Change::account).toList());
	}

	private static Optional<FileObjection> read(InputStream file, ImportFile reader) {
		try {
			return reader.read(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void finish(ImportJob job) {
		boolean checking = job.state() == ImportState.CHECKING;
		if (!this.store.turn(job, checking ? ImportState.CHECKED : ImportState.DONE)) {
			return;
		}
		if (!checking) {
			this.events.publishEvent(AuditEvent.of(AuditAction.ACCOUNTS_IMPORTED, job.by())
				.detail("%s: %s created, %s changed, %s unchanged, %s refused".formatted(job.fileName(), job.created(),
						job.changed(), job.unchanged(), job.wrong())));
		}
		if (!checking || job.wrong() > 0) {
			this.store.forgetRows(job.id());
		}
	}

	private static <T extends Verdict> List<T> of(List<Verdict> verdicts, Class<T> kind) {
		return verdicts.stream().filter(kind::isInstance).map(kind::cast).toList();
	}

	private Instant now() {
		return this.clock.instant();
	}

}
