package org.secondstep.demo;

import org.jspecify.annotations.Nullable;
import org.secondstep.organization.ServiceDesk;

/**
 * An organization of the guide, and how far its invented people are.
 *
 * @param mandatoryIn days from today until two-factor authentication is mandatory;
 * negative if it is by now, null if no date is set
 * @param enrolled so many have one app or two
 * @param waiting so many have to wait just now, after wrong codes
 * @param locked so many were guessed at until their methods were locked
 * @param started so many began and did not get through
 * @param looked so many signed in and did not begin
 * @param silent so many never signed in
 * @param disabled so many have left
 * @param middle working day, from 0, about which most enrolled
 */
record DemoCompany(String name, String domain, String accent, ServiceDesk desk, @Nullable Integer mandatoryIn,
		int enrolled, int waiting, int locked, int started, int looked, int silent, int disabled, double middle) {

	static final DemoCompany NETFLOW = new DemoCompany("Netflow", "netflow.example", "#0b6e4f",
			new ServiceDesk("support@netflow.be", "+32 3 460 35 35", null), 21, 100, 1, 1, 9, 22, 22, 5, 30);

	static final DemoCompany NETROPOLIX = new DemoCompany("Netropolix", "netropolix.example", "#8a2d3b",
			new ServiceDesk("netwerken@netropolix.be", "+32 14 21 22 23", null), 60, 46, 1, 0, 7, 24, 29, 3, 38);

	static final DemoCompany CAVERE = new DemoCompany("Cavere", "cavere.example", "#4b3f8f",
			new ServiceDesk("helpdesk@cavere.be", "+32 3 369 95 02", null), -9, 73, 1, 1, 3, 5, 4, 3, 22);

	static final DemoCompany COVR = new DemoCompany("COVR", "covr.example", "#9a5b00",
			new ServiceDesk(null, null, null), null, 9, 0, 0, 3, 11, 16, 1, 36);

	int people() {
		return this.enrolled + this.waiting + this.locked + this.started + this.looked + this.silent + this.disabled;
	}

}
