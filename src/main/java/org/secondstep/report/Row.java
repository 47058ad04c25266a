package org.secondstep.report;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.secondstep.helpdesk.PeopleLink;
import org.secondstep.report.ReportPage.Figure;
import org.secondstep.status.EnrollmentStatus;

/**
 * One organization in numbers, or all of them together.
 *
 * @param name null for all of them
 * @param shares one for each status
 * @param kinds one for each kind of method
 */
record Row(@Nullable String name, Figure people, List<Share> shares, List<Share> kinds) {

	static final List<EnrollmentStatus> ORDER = List.of(EnrollmentStatus.ENROLLED, EnrollmentStatus.STARTED,
			EnrollmentStatus.NOT_STARTED, EnrollmentStatus.LOCKED, EnrollmentStatus.DISABLED);

	private static final double WHOLE = 100;

	static Row of(@Nullable String name, Tally tally, List<String> kinds, PeopleLink link) {
		Figure people = new Figure(tally.people(), link.at(ReportView.PEOPLE));
		List<Share> shares = new ArrayList<>();
		double from = 0;
		for (EnrollmentStatus status : ORDER) {
			Share share = Share.of(status.name(), from, tally.of(status), people, link.with("status", status.name()));
			shares.add(share);
			from += share.length();
		}
		return new Row(name, people, shares,
				kinds.stream()
					.map((kind) -> Share.of(kind, 0, tally.of(kind), people, link.with("kind", kind)))
					.toList());
	}

	Figure of(EnrollmentStatus status) {
		return this.shares.get(ORDER.indexOf(status)).figure();
	}

	/**
	 * A part of a bar that stands for everybody.
	 *
	 * @param key of a status or a kind
	 * @param from where it begins, in percent of the bar
	 */
	record Share(String key, Figure figure, double from, double length) {

		private static Share of(String key, double from, long count, Figure whole, PeopleLink link) {
			return new Share(key, new Figure(count, link.at(ReportView.PEOPLE)), from,
					(count == 0) ? 0 : WHOLE * count / whole.count());
		}

	}

}
