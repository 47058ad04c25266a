package org.secondstep.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

import org.secondstep.attempt.AttemptsProfile;
import org.secondstep.attempt.Waits;

/**
 * Who of the invented people does what, and when.
 */
class DemoLives {

	private static final double SPREAD = 6;

	/** Wrong codes after which the wait is 15 minutes. */
	private static final int TIRED = 10;

	private final Random random;

	private final DemoDays days;

	private final DemoMoves moves;

	private final List<Move> all = new ArrayList<>();

	DemoLives(Random random, DemoDays days, DemoMoves moves) {
		this.random = random;
		this.days = days;
		this.moves = moves;
	}

	/**
	 * @return every move of everybody, in the order of time
	 */
	List<Move> inOrder() {
		return this.all.stream().sorted(Comparator.comparing(Move::at)).toList();
	}

	void give(DemoCompany company, List<DemoPerson> people) {
		Iterator<DemoPerson> next = people.iterator();
		each(company.enrolled(), next, (number, person) -> enrolled(company, number, person));
		each(company.waiting(), next, this::waiting);
		each(company.locked(), next, this::locked);
		each(company.started(), next, this::started);
		each(company.looked(), next, this::looked);
		each(company.silent(), next, this::silent);
		each(company.disabled(), next, this::disabled);
	}

	private void enrolled(DemoCompany company, int number, DemoPerson person) {
		int day = this.days.alongCurve(company.middle(), SPREAD);
		at(day, () -> this.moves.enroll(person, "Authenticator app"));
		if (number % 9 == 4) {
			at(day + 2, () -> this.moves.enroll(person, "Tablet"));
		}
		for (int later = day + 3 + this.random.nextInt(12); later < this.days.last(); later += 12
				+ this.random.nextInt(12)) {
			at(later, () -> this.moves.signIn(person));
		}
		if (number % 30 == 7 && day < this.days.last() - 2) {
			Instant evening = this.days.lately(20);
			at(evening, () -> this.moves.guess(person));
			at(evening.plusSeconds(40), () -> this.moves.signIn(person));
		}
	}

	/**
	 * Mistakes a code again and again, and has to wait now.
	 */
	private void waiting(int number, DemoPerson person) {
		at(1 + this.random.nextInt(5), () -> this.moves.enroll(person, "Authenticator app"));
		guess(person, this.days.minutesAgo(18), TIRED);
	}

	private void locked(int number, DemoPerson person) {
		at(1 + this.random.nextInt(5), () -> this.moves.enroll(person, "Authenticator app"));
		guess(person, this.days.during(this.days.last() - 3 - this.random.nextInt(8)), AttemptsProfile.MOST);
	}

	/**
	 * As fast as the waits allow.
	 */
	private void guess(DemoPerson person, Instant begin, int times) {
		at(begin, () -> this.moves.typePassword(person));
		Instant time = begin;
		for (int failures = 0; failures < times; failures++) {
			time = time.plus(Waits.after(failures)).plusSeconds(7);
			at(time, () -> this.moves.mistypeCode(person));
		}
	}

	private void started(int number, DemoPerson person) {
		int day = this.days.last() - this.random.nextInt(12);
		int halfMinutes = 3 + this.random.nextInt(4);
		at(day, switch (number % 4) {
			case 0 -> () -> this.moves.stumbleOverClock(person, halfMinutes);
			case 1 -> () -> this.moves.stumbleOverEarlierCode(person);
			case 2 -> () -> this.moves.stumble(person);
			default -> () -> this.moves.begin(person);
		});
	}

	private void looked(int number, DemoPerson person) {
		for (int times = 0; times <= number % 3; times++) {
			at(this.random.nextInt(this.days.last()), () -> this.moves.lookAtMethods(person));
		}
		if (number % 8 == 5) {
			at(this.days.lately(20), () -> this.moves.mistypePassword(person));
		}
	}

	private void silent(int number, DemoPerson person) {
		if (number % 12 == 3) {
			at(this.days.lately(20), () -> this.moves.mistypePassword(person));
		}
	}

	private void disabled(int number, DemoPerson person) {
		if (number % 3 == 0) {
			at(this.random.nextInt(8), () -> this.moves.enroll(person, "Authenticator app"));
		}
		at(12 + this.random.nextInt(25), () -> this.moves.leave(person));
	}

	private void at(int day, Runnable run) {
		at(this.days.during(day), run);
	}

	private void at(Instant time, Runnable run) {
		this.all.add(new Move(time, run));
	}

	private static void each(int count, Iterator<DemoPerson> people, Life life) {
		for (int number = 0; number < count; number++) {
			life.live(number, people.next());
		}
	}

	record Move(Instant at, Runnable run) {
	}

	private interface Life {

		void live(int number, DemoPerson person);

	}

}
