package org.secondstep.status;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.method.EnrollmentProgress;
import org.secondstep.method.MethodProfile;

/**
 * How far one account is. Writes only what changed, because several events of one person
 * may happen at once.
 */
@Entity
@Table(name = "enrollment_status")
@DynamicUpdate
class Standing {

	@Id
	private UUID accountId;

	private UUID organizationId;

	private String username;

	private String displayName;

	private String sortName;

	private String searchText;

	private String roles;

	private boolean enabled;

	private boolean locked;

	@Enumerated(EnumType.STRING)
	private EnrollmentStatus status = EnrollmentStatus.NOT_STARTED;

	private int methods;

	private String kinds = "";

	private @Nullable Integer step;

	private @Nullable Instant stepAt;

	private @Nullable Instant startedAt;

	private int wrongCodes;

	private @Nullable String diagnosis;

	private @Nullable String diagnosisValue;

	private @Nullable Instant enrolledAt;

	private boolean enrolledBefore;

	private @Nullable LocalDate enrolledDay;

	private @Nullable Instant lockedAt;

	private @Nullable Instant lastSignInAt;

	private @Nullable Instant lastRefusedAt;

	@SuppressWarnings("NullAway.Init")
	protected Standing() {
	}

	@SuppressWarnings("NullAway.Init")
	Standing(AccountProfile account) {
		this.accountId = account.id();
		describe(account);
	}

	final void describe(AccountProfile account) {
		this.organizationId = account.organization().id();
		this.username = account.username();
		this.displayName = account.displayName();
		this.sortName = SearchText.ofName(account.displayName());
		this.searchText = SearchText.of(account);
		this.roles = account.roles().stream().map(Role::name).sorted().collect(Collectors.joining(","));
		this.enabled = account.enabled();
		decide();
	}

	void reached(int step, Instant now) {
		this.step = step;
		this.stepAt = now;
	}

	/**
	 * Began to register a method, or began anew.
	 */
	void began(Instant now) {
		if (this.startedAt == null) {
			this.startedAt = now;
		}
		decide();
	}

	void typedWrongCode(EnrollmentProgress progress) {
		this.wrongCodes++;
		this.diagnosis = progress.diagnosis();
		this.diagnosisValue = progress.diagnosisValue();
	}

	/**
	 * Has these methods now: registered one, or lost one.
	 * @param zone where the person is, for the day of the enrollment
	 */
	void has(List<MethodProfile> registered, Instant now, ZoneId zone) {
		this.methods = registered.size();
		this.enrolledBefore |= !registered.isEmpty();
		this.kinds = registered.stream().map(MethodProfile::kind).distinct().sorted().collect(Collectors.joining(","));
		if (registered.isEmpty() || this.enrolledAt == null) {
			this.enrolledAt = registered.isEmpty() ? null : now;
			this.enrolledDay = registered.isEmpty() ? null : LocalDate.ofInstant(now, zone);
		}
		this.step = null;
		this.stepAt = null;
		this.startedAt = null;
		this.wrongCodes = 0;
		this.diagnosis = null;
		this.diagnosisValue = null;
		decide();
	}

	void locked(boolean locked, Instant now) {
		this.locked = locked;
		this.lockedAt = locked ? now : null;
		decide();
	}

	void signedIn(Instant now) {
		this.lastSignInAt = now;
	}

	void refused(Instant now) {
		this.lastRefusedAt = now;
	}

	boolean hasMethod() {
		return this.methods > 0;
	}

	@Nullable Integer step() {
		return this.step;
	}

	private void decide() {
		if (!this.enabled) {
			this.status = EnrollmentStatus.DISABLED;
		}
		else if (this.locked) {
			this.status = EnrollmentStatus.LOCKED;
		}
		else if (this.methods > 0) {
			this.status = EnrollmentStatus.ENROLLED;
		}
		else {
			this.status = (this.startedAt != null) ? EnrollmentStatus.STARTED : EnrollmentStatus.NOT_STARTED;
		}
	}

}
