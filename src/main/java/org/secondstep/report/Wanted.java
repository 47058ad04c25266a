package org.secondstep.report;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.helpdesk.PeopleLink;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.report.ReportPage.Choice;
import org.secondstep.staff.Scope;

/**
 * Whose numbers a member of staff wants, of those that this member may see.
 *
 * @param visible all organizations that may be seen
 * @param shown all of them, or the one that was chosen
 */
record Wanted(Scope scope, List<OrganizationProfile> visible, List<OrganizationProfile> shown) {

	/**
	 * @param chosen id of the only organization wanted; empty or null for all
	 * @throws NoSuchElementException if there is no such organization, or none that may
	 * be seen
	 */
	static Wanted of(@Nullable String chosen, Scope scope, List<OrganizationProfile> all) {
		List<OrganizationProfile> visible = all.stream().filter((each) -> scope.includes(each.id())).toList();
		if (chosen == null || chosen.isBlank()) {
			return new Wanted(scope, visible, visible);
		}
		return new Wanted(scope, visible, List
			.of(visible.stream().filter((each) -> each.id().toString().equals(chosen)).findFirst().orElseThrow()));
	}

	/**
	 * @return id of the only organization shown, or null if there are several
	 */
	@Nullable UUID only() {
		return (this.shown.size() == 1) ? this.shown.get(0).id() : null;
	}

	/**
	 * @return whose report it is, for the audit
	 */
	String name() {
		return (this.shown.size() == 1) ? this.shown.get(0).name() : "all";
	}

	List<Choice> choices() {
		return this.scope.isAll()
				? this.visible.stream().map((each) -> new Choice(each.id().toString(), each.name())).toList()
				: List.of();
	}

	/**
	 * @return the address of everybody shown
	 */
	PeopleLink link() {
		UUID only = only();
		return (only != null) ? link(only) : PeopleLink.everybody();
	}

	/**
	 * @return the address of everybody in one organization
	 */
	PeopleLink link(UUID organization) {
		return PeopleLink.everybody().with("organization", this.scope.isAll() ? organization.toString() : null);
	}

}
