package org.secondstep.authenticator;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.secondstep.otp.OtpSecret;
import org.secondstep.secret.Place;
import org.secondstep.secret.Sealer;

/**
 * The secret of a registered app and the newest time step that was used with it.
 */
@Entity
class AuthenticatorApp {

	@Id
	private UUID methodId;

	private String sealedSecret;

	private long lastStep;

	@SuppressWarnings("NullAway.Init")
	protected AuthenticatorApp() {
	}

	AuthenticatorApp(UUID methodId, UUID accountId, OtpSecret secret, long lastStep, Sealer sealer) {
		this.methodId = methodId;
		this.sealedSecret = sealer.seal(secret.bytes(), place(accountId));
		this.lastStep = lastStep;
	}

	/**
	 * @param accountId whose method it is said to be
	 */
	OtpSecret secret(UUID accountId, Sealer sealer) {
		return OtpSecret.of(sealer.open(this.sealedSecret, place(accountId)));
	}

	long lastStep() {
		return this.lastStep;
	}

	Place place(UUID accountId) {
		return new Place("authenticator_app", this.methodId, "totp-secret", accountId);
	}

}
