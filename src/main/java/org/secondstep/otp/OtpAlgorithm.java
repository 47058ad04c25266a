package org.secondstep.otp;

import com.warrenstrange.googleauth.GoogleAuthenticator;
import com.warrenstrange.googleauth.GoogleAuthenticatorConfig.GoogleAuthenticatorConfigBuilder;
import com.warrenstrange.googleauth.HmacHashFunction;

/**
 * Hash functions that RFC 6238 §1.2 allows. Only SHA-1 is ever accepted; the others
 * explain the code of an app that was set up wrongly.
 */
public enum OtpAlgorithm {

	SHA1(HmacHashFunction.HmacSHA1), SHA256(HmacHashFunction.HmacSHA256), SHA512(HmacHashFunction.HmacSHA512);

	private final GoogleAuthenticator generator;

	OtpAlgorithm(HmacHashFunction hmac) {
		this.generator = new GoogleAuthenticator(new GoogleAuthenticatorConfigBuilder().setCodeDigits(OtpCode.LENGTH)
			.setTimeStepSizeInMillis(Totp.STEP.toMillis())
			.setHmacHashFunction(hmac)
			.build());
	}

	GoogleAuthenticator generator() {
		return this.generator;
	}

}
