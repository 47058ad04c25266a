package org.secondstep.authenticator;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.secondstep.otp.OtpSecret;
import org.secondstep.secret.Place;
import org.secondstep.secret.Sealer;

/**
 * The secret of a QR code that was given up by "start again", kept until the enrollment
 * ends so that a code from it can be named as such. It never lets anybody in.
 */
@Entity
class EarlierAuthenticator {

	@Id
	private UUID id;

	private UUID accountId;

	private String sealedSecret;

	private Instant startedAt;

	@SuppressWarnings("NullAway.Init")
	protected EarlierAuthenticator() {
	}

	EarlierAuthenticator(UUID id, UUID accountId, OtpSecret secret, Instant now, Sealer sealer) {
		this.id = id;
		this.accountId = accountId;
		this.sealedSecret = sealer.seal(secret.bytes(), place());
		this.startedAt = now;
	}

	OtpSecret secret(Sealer sealer) {
		return OtpSecret.of(sealer.open(this.sealedSecret, place()));
	}

	Instant startedAt() {
		return this.startedAt;
	}

	Place place() {
		return new Place("earlier_authenticator", this.id, "totp-secret", this.accountId);
	}

}
