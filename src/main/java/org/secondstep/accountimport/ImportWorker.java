package org.secondstep.accountimport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.secondstep.job.JobProgress;
import org.secondstep.session.Sessions;
import org.secondstep.shell.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Works through imports, aside from requests, one at a time on each node.
 */
@Component
class ImportWorker {

	private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);

	private static final Duration KEPT = Duration.ofDays(1);

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final int MOST_FAILURES = 3;

	private final Imports imports;

	private final ImportStore store;

	private final Sessions sessions;

	private final AsyncTaskExecutor executor;

	private final Clock clock;

	private final AtomicBoolean running = new AtomicBoolean();

	private volatile Future<?> latest = CompletableFuture.completedFuture(null);

	ImportWorker(Imports imports, ImportStore store, Sessions sessions, AsyncTaskExecutor applicationTaskExecutor,
			Clock clock) {
		this.imports = imports;
		this.store = store;
		this.sessions = sessions;
		this.executor = applicationTaskExecutor;
		this.clock = clock;
	}

	/**
	 * Goes on with what is to do, on a thread of its own, unless that is going on
	 * already.
	 */
	void goOn() {
		if (this.running.compareAndSet(false, true)) {
			this.latest = this.executor.submit(() -> {
				try {
					work();
				}
				catch (DataAccessException | TransactionException ex) {
					log.error("Imports cannot go on", ex);
				}
				finally {
					this.running.set(false);
				}
			});
		}
	}

	/**
	 * Goes on now and waits a moment, so that whoever brings a short file sees at once
	 * what came of it.
	 */
	void hurry() {
		goOn();
		try {
			this.latest.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			log.debug("An import takes longer than a request");
		}
		catch (ExecutionException ex) {
			log.error("Imports cannot go on", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Nullable JobProgress progress() {
		return this.store.running().map((job) -> new JobProgress(job.done(), job.total())).orElse(null);
	}

	void forget() {
		this.store.forgetRowsBefore(now().minus(KEPT));
	}

	void work() {
		boolean more = true;
		while (more) {
			more = step();
		}
	}

	/**
	 * Goes on with one batch of the oldest import that nobody works on.
	 * @return whether there was one
	 */
	boolean step() {
		Optional<UUID> next = this.store.claim(now(), now().plus(Imports.CLAIM));
		next.ifPresent((id) -> {
			step(id).forEach(this.sessions::deleteAll);
			this.store.release(id, now());
		});
		return next.isPresent();
	}

	/**
	 * A failed batch is tried again: somebody may have created the same account at the
	 * same moment. An outage is no failure of the import, which goes on after it.
	 */
	private List<UUID> step(UUID id) {
		try {
			return this.imports.goOn(id).orElse(List.of());
		}
		catch (RuntimeException ex) {
			if (Outage.isIn(ex)) {
				throw ex;
			}
			log.warn("A batch of import {} failed", id, ex);
			this.store.failed(id);
			this.store.find(id)
				.filter((job) -> job.failures() >= MOST_FAILURES)
				.ifPresent((job) -> this.store.turn(job,
						(job.state() == ImportState.IMPORTING) ? ImportState.FAILED : ImportState.STOPPED));
			return List.of();
		}
	}

	private Instant now() {
		return this.clock.instant();
	}

}
