package org.secondstep.report;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.shell.Moment;
import org.secondstep.status.EnrollmentStatus;

/**
 * The report.
 *
 * @param asOf when its numbers were true
 * @param choices organizations to choose from; empty if there is no choice
 * @param chosen id of the only one shown, or null
 * @param rows one for each organization, and a last one for all if there are several
 * @param kinds keys of the kinds of method, in the order of the figures in the rows
 * @param refused people who were refused at a sign-in in the last 24 hours
 * @param started people who began and have not proven a method
 */
record ReportPage(Moment asOf, List<Choice> choices, @Nullable String chosen, List<Row> rows, List<String> kinds,
		List<Progress> progress, Listed refused, Listed started) {

	public List<EnrollmentStatus> statuses() {
		return Row.ORDER;
	}

	/**
	 * @return the numbers of everybody in the report
	 */
	public Row whole() {
		return this.rows.get(this.rows.size() - 1);
	}

	record Choice(String id, String name) {
	}

	/**
	 * A number, and the address of the people it counts.
	 */
	record Figure(long count, String href) {
	}

	/**
	 * Some of the people it counts, the newest first.
	 */
	record Listed(Figure all, List<Person> people) {
	}

	record Person(UUID id, String name, String account, String organization, Moment when, String reason) {
	}

}
