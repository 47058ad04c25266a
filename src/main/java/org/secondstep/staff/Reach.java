package org.secondstep.staff;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;

import org.springframework.stereotype.Service;

/**
 * The people of whom a member of staff may know, and those whom they may help.
 */
@Service
public class Reach {

	private final Accounts accounts;

	Reach(Accounts accounts) {
		this.accounts = accounts;
	}

	/**
	 * @throws NoSuchElementException if there is no such person, or none within the scope
	 * of this member of staff
	 */
	public AccountProfile person(UUID id, AccountProfile staff) {
		return this.accounts.find(id)
			.filter((person) -> Scope.of(staff).includes(person.organization().id()))
			.orElseThrow();
	}

	/**
	 * Looks at mail addresses too: a second account of the same person is still the same
	 * person.
	 * @return why somebody, as they are now, may not help this person
	 */
	public Optional<Barrier> barrier(AccountProfile staff, AccountProfile person) {
		if (staff.id().equals(person.id()) || staff.email().equalsIgnoreCase(person.email())) {
			return Optional.of(Barrier.SELF);
		}
		boolean enough = staff.enabled() && staff.isStaff() && Scope.of(staff).includes(person.organization().id())
				&& (staff.isAdministrator() || !person.isAdministrator());
		return enough ? Optional.empty() : Optional.of(Barrier.MORE_RIGHTS);
	}

}
