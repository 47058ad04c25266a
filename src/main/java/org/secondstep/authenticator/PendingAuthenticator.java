package org.secondstep.authenticator;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.secondstep.method.EnrollmentProgress;
import org.secondstep.otp.OtpSecret;
import org.secondstep.secret.Place;
import org.secondstep.secret.SealBrokenException;
import org.secondstep.secret.Sealer;

/**
 * An app that somebody began to register and has not yet proven; one per account, and of
 * one sign-in. It keeps its secret until a right code, "start again" or the end of its
 * time.
 */
@Entity
@DynamicUpdate
class PendingAuthenticator {

	static final Duration LIFETIME = Duration.ofMinutes(30);

	static final int MOST_WRONG_CODES = 20;

	@Id
	private UUID accountId;

	private String name;

	private String label;

	private String sealedSecret;

	private String signIn;

	private Instant startedAt;

	private Instant expiresAt;

	private int wrongCodes;

	private @Nullable String diagnosis;

	private @Nullable String diagnosisValue;

	private @Nullable Instant diagnosedAt;

	@SuppressWarnings("NullAway.Init")
	protected PendingAuthenticator() {
	}

	PendingAuthenticator(UUID accountId, String signIn, String name, String label, OtpSecret secret, Instant now,
			Sealer sealer) {
		this.accountId = accountId;
		this.signIn = signIn;
		this.name = name;
		this.label = label;
		this.startedAt = now;
		this.sealedSecret = sealer.seal(secret.bytes(), place(accountId));
		this.expiresAt = now.plus(LIFETIME);
	}

	/**
	 * Names the app anew; its secret stays, so that an entry already scanned stays right.
	 */
	void call(String name, String label) {
		this.name = name;
		this.label = label;
	}

	void startAgain(String signIn, OtpSecret secret, Instant now, Sealer sealer) {
		this.signIn = signIn;
		this.sealedSecret = sealer.seal(secret.bytes(), place(this.accountId));
		this.expiresAt = now.plus(LIFETIME);
		this.wrongCodes = 0;
	}

	void diagnosed(WrongCode wrong, Instant now) {
		this.diagnosis = wrong.reason().key();
		this.diagnosisValue = wrong.value();
		this.diagnosedAt = now;
	}

	boolean isOver(Instant now) {
		return !now.isBefore(this.expiresAt);
	}

	/**
	 * Over, guessed at too often, or damaged.
	 */
	boolean isUseless(Sealer sealer, Instant now) {
		try {
			secret(sealer);
			return isOver(now) || isWornOut();
		}
		catch (SealBrokenException ex) {
			return true;
		}
	}

	boolean isWornOut() {
		return this.wrongCodes >= MOST_WRONG_CODES;
	}

	boolean isOf(String signIn) {
		return this.signIn.equals(signIn);
	}

	OtpSecret secret(Sealer sealer) {
		return OtpSecret.of(sealer.open(this.sealedSecret, place(this.accountId)));
	}

	UUID accountId() {
		return this.accountId;
	}

	String name() {
		return this.name;
	}

	String label() {
		return this.label;
	}

	String signIn() {
		return this.signIn;
	}

	String sealedSecret() {
		return this.sealedSecret;
	}

	EnrollmentProgress progress() {
		return new EnrollmentProgress(this.startedAt, this.diagnosis, this.diagnosisValue);
	}

	private static Place place(UUID accountId) {
		return new Place("pending_authenticator", accountId, "totp-secret", accountId);
	}

}
