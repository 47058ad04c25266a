package org.secondstep.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.secondstep.status.EnrollmentStatus;
import org.secondstep.status.StatusCount;

/**
 * The people of one organization, or of several, added up.
 */
record Tally(List<StatusCount> counts) {

	private static final Predicate<StatusCount> MAY_SIGN_IN = (each) -> each.status() != EnrollmentStatus.DISABLED;

	private static final Predicate<StatusCount> HAS_METHOD = (each) -> !each.kinds().isEmpty();

	long people() {
		return sum((each) -> true);
	}

	long of(EnrollmentStatus status) {
		return sum((each) -> each.status() == status);
	}

	/**
	 * @return how many have a method of this kind
	 */
	long of(String kind) {
		return sum((each) -> each.kinds().contains(kind));
	}

	/**
	 * @return how many may sign in and have a method
	 */
	long done() {
		return sum(MAY_SIGN_IN.and(HAS_METHOD));
	}

	/**
	 * @return how many may sign in and have no method
	 */
	long missing() {
		return sum(MAY_SIGN_IN.and(HAS_METHOD.negate()));
	}

	long enrolledBetween(LocalDate first, LocalDate last) {
		return enrolledByDay().subMap(first, true, last, true).values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * @return how many of those who have a method enrolled on which day
	 */
	TreeMap<LocalDate, Long> enrolledByDay() {
		return byDay(this.counts);
	}

	/**
	 * @return the same of those who may sign in
	 */
	TreeMap<LocalDate, Long> doneByDay() {
		return byDay(this.counts.stream().filter(MAY_SIGN_IN).toList());
	}

	private static TreeMap<LocalDate, Long> byDay(List<StatusCount> counts) {
		return counts.stream()
			.filter((each) -> each.enrolledDay() != null)
			.collect(Collectors.groupingBy((each) -> Objects.requireNonNull(each.enrolledDay()), TreeMap::new,
					Collectors.summingLong(StatusCount::people)));
	}

	private long sum(Predicate<StatusCount> which) {
		return this.counts.stream().filter(which).mapToLong(StatusCount::people).sum();
	}

}
