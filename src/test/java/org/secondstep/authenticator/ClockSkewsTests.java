package org.secondstep.authenticator;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.notice.Outbox;
import org.secondstep.support.SettableClock;

import org.springframework.context.ApplicationEventPublisher;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

class ClockSkewsTests {

	private final Accounts accounts = mock();

	private final Outbox outbox = mock();

	private final ApplicationEventPublisher events = mock();

	private final SettableClock clock = new SettableClock();

	private final ClockSkews skews = new ClockSkews(this.accounts, this.outbox, this.events, this.clock);

	@BeforeEach
	void administrator() {
		AccountProfile ada = mock();
		given(this.accounts.administrators()).willReturn(List.of(ada));
	}

	@Test
	void tellsAdministratorsOnceWhenMostPhonesAreWrongAlike_K5_3() {
		observe(0, 0);
		observe(95, 110, 95, 80, 95, 95);

		then(this.events).should(times(1))
			.publishEvent(AuditEvent.ofPortal(AuditAction.SERVER_CLOCK_SUSPECTED).detail("95 s"));
		then(this.outbox).should(times(1)).queue(any(), any());
	}

	@Test
	void saysNothingOfPhonesThatAreWrongEachInItsOwnWay_K5_3() {
		observe(95, -95, 300, -210, 0, 0, 0, 60);

		then(this.events).should(never()).publishEvent(any());
	}

	@Test
	void countsEachPhoneOnceAndTheLastHourOnly_K5_3() {
		UUID one = UUID.randomUUID();
		for (int i = 0; i < 10; i++) {
			this.skews.observe(one, 95);
		}
		observe(95, 95);
		this.clock.forward(Duration.ofMinutes(61));
		observe(95, 95);

		then(this.events).should(never()).publishEvent(any());
	}

	private void observe(long... seconds) {
		for (long each : seconds) {
			this.skews.observe(UUID.randomUUID(), each);
		}
	}

}
