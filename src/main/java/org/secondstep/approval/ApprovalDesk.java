package org.secondstep.approval;

import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.UUID;

import org.secondstep.account.AccountProfile;
import org.secondstep.session.Sessions;
import org.secondstep.shell.Moment;
import org.secondstep.staff.Reach;
import org.secondstep.staff.Scope;
import org.secondstep.staff.Views;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The second member of staff: sees what waits among the people within reach, and decides
 * what somebody else asked for.
 */
@Service
class ApprovalDesk {

	private final RequestStore store;

	private final Approvals approvals;

	private final Reach reach;

	private final Views views;

	private final Sessions sessions;

	private final TransactionOperations transaction;

	ApprovalDesk(RequestStore store, Approvals approvals, Reach reach, Views views, Sessions sessions,
			TransactionOperations transaction) {
		this.store = store;
		this.approvals = approvals;
		this.reach = reach;
		this.views = views;
		this.sessions = sessions;
		this.transaction = transaction;
	}

	List<RequestPage> waiting(AccountProfile staff, Locale locale) {
		return this.store.open(Scope.of(staff).organization())
			.stream()
			.map((request) -> page(request, staff, locale))
			.toList();
	}

	/**
	 * @throws NoSuchElementException if no such request waits within reach
	 */
	RequestPage page(UUID id, AccountProfile staff, Locale locale) {
		ResetRequest request = request(id, staff);
		this.views.remember(this.approvals.account(request.account()), staff);
		return page(request, staff, locale);
	}

	/**
	 * @return whether this decided it; not if somebody else was first, or this member of
	 * staff may not
	 */
	boolean decide(UUID id, AccountProfile staff, boolean approved) {
		ResetRequest request = request(id, staff);
		boolean decided = this.transaction
			.execute((status) -> decide(request, this.approvals.account(staff.id()), approved));
		if (decided && approved) {
			this.sessions.deleteAll(request.account());
		}
		return decided;
	}

	/**
	 * @param staff as they are now
	 */
	private boolean decide(ResetRequest request, AccountProfile staff, boolean approved) {
		if (!(approved ? mayApprove(request, staff) : mayDecline(request, staff))) {
			return false;
		}
		return approved ? this.approvals.approve(request, staff) : this.approvals.decline(request, staff);
	}

	private ResetRequest request(UUID id, AccountProfile staff) {
		ResetRequest request = this.approvals.find(id).orElseThrow();
		this.reach.person(request.account(), staff);
		return request;
	}

	/**
	 * Nobody any more once who asked may not help this person now.
	 */
	private boolean mayApprove(ResetRequest request, AccountProfile staff) {
		return mayDecline(request, staff) && this.reach
			.barrier(this.approvals.account(request.requestedBy()), this.approvals.account(request.account()))
			.isEmpty();
	}

	/**
	 * Neither the person, nor somebody with fewer rights, nor who asked, by whichever
	 * account.
	 */
	private boolean mayDecline(ResetRequest request, AccountProfile staff) {
		AccountProfile first = this.approvals.account(request.requestedBy());
		AccountProfile person = this.approvals.account(request.account());
		return this.reach.barrier(staff, person).isEmpty() && !first.id().equals(staff.id())
				&& !first.email().equalsIgnoreCase(staff.email());
	}

	private RequestPage page(ResetRequest request, AccountProfile staff, Locale locale) {
		AccountProfile person = this.approvals.account(request.account());
		return new RequestPage(request.id(), person.id(), person.displayName(), person.username(),
				this.approvals.account(request.requestedBy()).displayName(), request.reason(),
				Moment.of(request.expiresAt(), person.organization().zone(), locale), mayApprove(request, staff),
				mayDecline(request, staff));
	}

	/**
	 * @param by who asked
	 * @param free whether this member of staff may approve it
	 * @param declinable whether this member of staff may decline it
	 */
	record RequestPage(UUID id, UUID person, String name, String username, String by, String reason, Moment until,
			boolean free, boolean declinable) {
	}

}
