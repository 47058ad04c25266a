package org.secondstep.method;

import java.time.Clock;

import org.secondstep.account.AccountProfile;

import org.springframework.stereotype.Service;

/**
 * Who must have a method: staff always, others from their organization's mandatory date
 * on.
 */
@Service
public class MfaDuty {

	private final Clock clock;

	MfaDuty(Clock clock) {
		this.clock = clock;
	}

	public boolean isMandatory(AccountProfile account) {
		return account.isStaff() || account.organization().isMfaMandatory(this.clock.instant());
	}

}
