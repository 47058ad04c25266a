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

	AuthenticatorApp(UUID methodId, OtpSecret secret, long lastStep, Sealer sealer) {
		this.methodId = methodId;
		this.sealedSecret = sealer.seal(secret.bytes(), place(methodId));
		this.lastStep = lastStep;
	}

	OtpSecret secret(Sealer sealer) {
		return OtpSecret.of(sealer.open(this.sealedSecret, place(this.methodId)));
	}

	UUID methodId() {
		return this.methodId;
	}

	long lastStep() {
		return this.lastStep;
	}

	String sealedSecret() {
		return this.sealedSecret;
	}

	String resealed(Sealer sealer) {
		return sealer.seal(secret(sealer).bytes(), place(this.methodId));
	}

	private static Place place(UUID methodId) {
		return new Place("authenticator_app", methodId, "totp-secret");
	}

}
