package org.secondstep.demo;

import java.util.ArrayList;
import java.util.List;

import org.secondstep.account.AccountProfile;
import org.secondstep.otp.OtpSecret;

/**
 * An invented person with a phone.
 *
 * @param apps the secrets in the phone, in the order they were registered
 */
record DemoPerson(AccountProfile account, List<OtpSecret> apps) {

	DemoPerson(AccountProfile account) {
		this(account, new ArrayList<>());
	}

}
