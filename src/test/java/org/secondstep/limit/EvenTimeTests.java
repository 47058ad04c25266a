package org.secondstep.limit;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Guesses take the same time, whatever was typed.
 */
class EvenTimeTests {

	private long now;

	private final EvenTime time = new EvenTime(() -> this.now, (nanos) -> this.now += nanos);

	@ParameterizedTest
	@CsvSource({ "0, 50", "7, 50", "49, 50", "50, 100", "120, 150" })
	void holdsAResultBackUntilTheNextFullStep_K3_2(long took, long answered) {
		String result = this.time.take(() -> {
			work(took);
			return "wrong";
		});

		assertThat(result).isEqualTo("wrong");
		assertThat(Duration.ofNanos(this.now)).isEqualTo(Duration.ofMillis(answered));
	}

	@Test
	void holdsAFailureBackToo_K3_2() {
		assertThatIllegalStateException().isThrownBy(() -> this.time.take(() -> {
			work(3);
			throw new IllegalStateException();
		}));

		assertThat(Duration.ofNanos(this.now)).isEqualTo(EvenTime.STEP);
	}

	@Test
	void goesOnWaitingWhenItWokeUpTooEarly_K3_2() {
		new EvenTime(() -> this.now, (nanos) -> this.now += Math.max(1, nanos / 2)).take(() -> "wrong");

		assertThat(Duration.ofNanos(this.now)).isEqualTo(EvenTime.STEP);
	}

	private void work(long milliseconds) {
		this.now += Duration.ofMillis(milliseconds).toNanos();
	}

}
