package org.secondstep.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.secondstep.demo.DemoLives.Move;
import org.secondstep.notice.Silence;
import org.secondstep.organization.OrganizationProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes the people and their past when there is nobody yet, the same ones at every start.
 * Done before the first visitor comes in, so that nothing happens now before something
 * that happened then.
 */
@Component
@Profile("demo")
class DemoHistory implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(DemoHistory.class);

	private static final long SEED = 2026;

	private final DemoPeople people;

	private final DemoMoves moves;

	private final DemoClock clock;

	private final Silence silence;

	private final TransactionOperations transaction;

	DemoHistory(DemoPeople people, DemoMoves moves, DemoClock clock, Silence silence,
			TransactionOperations transaction) {
		this.people = people;
		this.moves = moves;
		this.clock = clock;
		this.silence = silence;
		this.transaction = transaction;
	}

	@Override
	public void start() {
		if (!this.people.areThere()) {
			DemoDays days = new DemoDays(new Random(SEED), this.clock.instant());
			List<List<Move>> lives = new ArrayList<>();
			then(days.beginning(), () -> lives.addAll(begin(days)));
			live(lives);
			log.info("The invented people are ready");
		}
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
	}

	@Override
	public void stop() {
	}

	@Override
	public boolean isRunning() {
		return false;
	}

	private List<List<Move>> begin(DemoDays days) {
		DemoNames names = new DemoNames(new Random(SEED));
		OrganizationProfile netflow = this.people.create(DemoCompany.NETFLOW, days.today());
		OrganizationProfile netropolix = this.people.create(DemoCompany.NETROPOLIX, days.today());
		OrganizationProfile cavere = this.people.create(DemoCompany.CAVERE, days.today());
		OrganizationProfile covr = this.people.create(DemoCompany.COVR, days.today());
		this.people.createEmployee("Emma Peeters", netflow);
		this.people.createEmployee("Lucas Janssens", netropolix);
		this.people.createEmployee("Noor Maes", cavere);
		this.people.createEmployee("Sam Claes", covr);
		List.of(netflow, netropolix, cavere).forEach(this.people::createHelpdesk);
		this.people.createOperator();
		return List.of(lives(DemoCompany.NETFLOW, netflow, names, days),
				lives(DemoCompany.NETROPOLIX, netropolix, names, days), lives(DemoCompany.CAVERE, cavere, names, days),
				lives(DemoCompany.COVR, covr, names, days));
	}

	private List<Move> lives(DemoCompany company, OrganizationProfile organization, DemoNames names, DemoDays days) {
		DemoLives lives = new DemoLives(new Random(SEED), days, this.moves);
		lives.give(company,
				Stream.generate(names::next)
					.limit(company.people())
					.map((name) -> new DemoPerson(this.people.createEmployee(name, organization)))
					.toList());
		return lives.inOrder();
	}

	/**
	 * The people of two organizations live at once: nothing that they do touches others.
	 */
	private void live(List<List<Move>> lives) {
		ExecutorService two = Executors.newFixedThreadPool(2);
		try {
			List<Callable<Object>> tasks = lives.stream()
				.map((moves) -> Executors.callable(() -> moves.forEach((move) -> then(move.at(), move.run()))))
				.toList();
			for (Future<Object> task : two.invokeAll(tasks)) {
				task.get();
			}
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException("Expected everybody to live", ex);
		}
		finally {
			two.shutdownNow();
		}
	}

	private void then(Instant time, Runnable run) {
		this.clock.goTo(time);
		try {
			this.silence.during(() -> this.transaction.executeWithoutResult((status) -> run.run()));
		}
		finally {
			this.clock.comeBack();
		}
	}

}
