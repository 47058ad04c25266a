package org.secondstep.administration;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.secondstep.audit.AuditSubject;
import org.secondstep.organization.OrganizationDetails;
import org.secondstep.organization.OrganizationObjection;
import org.secondstep.organization.Organizations;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;

/**
 * Saves what administrators typed about organizations. Two who do so at the same moment
 * look the same as two who do it one after the other.
 */
@Service
class OrganizationEdits {

	private final Organizations organizations;

	OrganizationEdits(Organizations organizations) {
		this.organizations = organizations;
	}

	Saved create(OrganizationDetails details, AuditSubject by) {
		return save(null, details, () -> {
			this.organizations.create(details, by);
			return true;
		});
	}

	/**
	 * @param seen the version that was seen
	 */
	Saved change(UUID id, int seen, OrganizationDetails details, AuditSubject by) {
		return save(id, details, () -> this.organizations.change(id, seen, details, by));
	}

	private Saved save(@Nullable UUID id, OrganizationDetails details, BooleanSupplier saving) {
		Optional<OrganizationObjection> objection = this.organizations.objection(id, details);
		if (objection.isPresent()) {
			return Saved.valueOf(objection.get().name());
		}
		try {
			return saving.getAsBoolean() ? Saved.DONE : Saved.STALE;
		}
		catch (OptimisticLockingFailureException ex) {
			return Saved.STALE;
		}
		catch (DataIntegrityViolationException ex) {
			return Saved.DOMAIN_TAKEN;
		}
	}

}
