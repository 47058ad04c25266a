package org.secondstep.support;

import org.secondstep.account.AccountProfile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A caller and a member of staff on the phone, each in front of an own page.
 */
public class PhoneCall {

	private final Visitor caller;

	private final Visitor staff;

	private final String desk;

	public PhoneCall(Visitor caller, Visitor staff, AccountProfile person) {
		this.caller = caller;
		this.staff = staff;
		this.desk = "/helpdesk/accounts/" + person.id() + "/caller-check";
	}

	/**
	 * Opens both pages, the caller's first.
	 */
	public PhoneCall begin() {
		this.caller.get("/caller-check");
		this.staff.get("/helpdesk");
		this.staff.post(this.desk);
		return this;
	}

	public String wordOfCaller() {
		return word(this.caller.get("/caller-check"));
	}

	public String wordOfStaff() {
		return word(this.staff.get(this.desk));
	}

	public Answer callerHears(String word) {
		return this.caller.post("/caller-check", "word", word);
	}

	public Answer staffHear(String word) {
		return this.staff.post(this.desk + "/word", "word", word);
	}

	public String stateOfCaller() {
		return state(this.caller.get("/caller-check/state"));
	}

	public String stateOfStaff() {
		return state(this.staff.get(this.desk + "/state"));
	}

	/**
	 * Goes through the whole check.
	 */
	public void verify() {
		begin();
		String said = wordOfCaller();
		callerHears(wordOfStaff());
		staffHear(said);
		assertThat(stateOfStaff()).isEqualTo("Verified");
	}

	private static String word(Answer page) {
		return page.find("id=\"my-word\"[^>]*>([^<]*)<");
	}

	private static String state(Answer part) {
		return part.body().replaceAll("<[^>]+>", "").strip();
	}

}
