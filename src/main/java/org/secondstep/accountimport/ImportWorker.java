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

import org.secondstep.session.Sessions;
import org.secondstep.shell.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
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
	@Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
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

	@Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
	void forget() {
		this.store.forgetRowsBefore(now().minus(KEPT));
	}

	void work() {
		Optional<UUID> next = this.store.claim(now(), now().plus(Imports.CLAIM));
		while (next.isPresent()) {
			work(next.get());
			this.store.release(next.get(), now());
			next = this.store.claim(now(), now().plus(Imports.CLAIM));
		}
	}

	private void work(UUID id) {
		Optional<List<UUID>> changed = Optional.of(List.of());
		while (changed.isPresent()) {
			changed.get().forEach(this.sessions::deleteAll);
			changed = step(id);
		}
	}

	/**
	 * A failed batch is tried again: somebody may have created the same account at the
	 * same moment. An outage is no failure of the import, which goes on after it.
	 */
	private Optional<List<UUID>> step(UUID id) {
		try {
			return this.imports.goOn(id);
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
			return Optional.of(List.of());
		}
	}

	private Instant now() {
		return this.clock.instant();
	}

}
