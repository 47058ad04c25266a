package org.secondstep.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.secondstep.demo.DemoLives.Move;
import org.secondstep.notice.Silence;
import org.secondstep.organization.OrganizationProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes the people and their past when there is nobody yet, the same ones at every start.
 */
@Component
@Profile("demo")
class DemoHistory implements ApplicationRunner {

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
	public void run(ApplicationArguments arguments) {
		if (!this.people.areThere()) {
			this.silence.during(this::live);
		}
	}

	private void live() {
		Random random = new Random(SEED);
		DemoDays days = new DemoDays(random, this.clock.instant());
		DemoLives lives = new DemoLives(random, days, this.moves);
		LocalDate mandatoryFrom = this.people.mandatoryFrom();
		try {
			this.clock.goTo(days.beginning());
			this.transaction.executeWithoutResult((status) -> begin(lives, new DemoNames(random), mandatoryFrom));
			lives.inOrder().forEach(this::make);
		}
		finally {
			this.clock.comeBack();
		}
		log.info("The invented people are ready");
	}

	private void begin(DemoLives lives, DemoNames names, LocalDate mandatoryFrom) {
		OrganizationProfile netflow = this.people.create(DemoCompany.NETFLOW, mandatoryFrom);
		OrganizationProfile netropolix = this.people.create(DemoCompany.NETROPOLIX, mandatoryFrom);
		OrganizationProfile cavere = this.people.create(DemoCompany.CAVERE, mandatoryFrom);
		OrganizationProfile covr = this.people.create(DemoCompany.COVR, mandatoryFrom);
		this.people.createEmployee("Emma Peeters", netflow);
		this.people.createEmployee("Lucas Janssens", netropolix);
		this.people.createEmployee("Noor Maes", cavere);
		this.people.createEmployee("Sam Claes", covr);
		List.of(netflow, netropolix, cavere).forEach(this.people::createHelpdesk);
		this.people.createOperator(mandatoryFrom);
		lives.give(DemoCompany.NETFLOW, invent(DemoCompany.NETFLOW, netflow, names));
		lives.give(DemoCompany.NETROPOLIX, invent(DemoCompany.NETROPOLIX, netropolix, names));
		lives.give(DemoCompany.CAVERE, invent(DemoCompany.CAVERE, cavere, names));
		lives.give(DemoCompany.COVR, invent(DemoCompany.COVR, covr, names));
	}

	private List<DemoPerson> invent(DemoCompany company, OrganizationProfile organization, DemoNames names) {
		return Stream.generate(names::next)
			.limit(company.people())
			.map((name) -> new DemoPerson(this.people.createEmployee(name, organization)))
			.toList();
	}

	private void make(Move move) {
		this.clock.goTo(move.at());
		move.run().run();
	}

}
