package org.secondstep.method;

import java.time.Clock;

import org.secondstep.account.AccountProfile;
import org.secondstep.organization.Organizations;

import org.springframework.stereotype.Service;

/**
 * Who must have a method: staff always, others from their organization's mandatory date
 * on.
 */
@Service
public class MfaDuty {

	private final Organizations organizations;

	private final Clock clock;

	MfaDuty(Organizations organizations, Clock clock) {
		this.organizations = organizations;
		this.clock = clock;
	}

	public boolean isMandatory(AccountProfile account) {
		return account.isStaff()
				|| this.organizations.profile(account.organizationId()).isMfaMandatory(this.clock.instant());
	}

}
