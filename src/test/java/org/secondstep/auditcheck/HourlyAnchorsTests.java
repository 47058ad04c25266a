package org.secondstep.auditcheck;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.secondstep.audit.AuditTrail;
import org.secondstep.audit.ChainHead;
import org.secondstep.audit.Chains;
import org.secondstep.support.SettableClock;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

@ExtendWith(OutputCaptureExtension.class)
class HourlyAnchorsTests {

	private static final ChainHead NETFLOW = Chains.head(Chains.write(Chains.NETFLOW, 3));

	private static final ChainHead GROWN = Chains.head(Chains.write(Chains.NETFLOW, 4));

	private static final ChainHead CAVERE = Chains.head(Chains.write(Chains.CAVERE, 5));

	final AuditTrail trail = mock(AuditTrail.class);

	final SettableClock clock = new SettableClock();

	final HourlyAnchors anchors = new HourlyAnchors(this.trail, this.clock);

	@Test
	void notesOnTheHourWhatHasGrownAndHowManyChainsThereAre_K9_4(CapturedOutput output) {
		given(this.trail.heads()).willReturn(List.of(NETFLOW, CAVERE));
		this.anchors.note();
		this.clock.forward(Duration.ofMinutes(54));
		this.anchors.note();
		assertThat(lines(output)).containsExactly("Audit anchor " + Anchor.of(NETFLOW),
				"Audit anchor " + Anchor.of(CAVERE), AllChains.of(List.of(Anchor.of(NETFLOW), Anchor.of(CAVERE))) + "");

		given(this.trail.heads()).willReturn(List.of(GROWN, CAVERE));
		this.clock.forward(Duration.ofMinutes(6));
		this.anchors.note();

		assertThat(lines(output)).hasSize(5)
			.endsWith("Audit anchor " + Anchor.of(GROWN),
					AllChains.of(List.of(Anchor.of(GROWN), Anchor.of(CAVERE))) + "");
	}

	@Test
	void notesEveryChainOnceADay_K9_4(CapturedOutput output) {
		given(this.trail.heads()).willReturn(List.of(NETFLOW, CAVERE));
		this.anchors.note();

		this.clock.forward(Duration.ofDays(1));
		this.anchors.note();

		assertThat(lines(output)).hasSize(6);
	}

	private static List<String> lines(CapturedOutput output) {
		return output.toString()
			.lines()
			.filter((line) -> line.contains("Audit anchor"))
			.map((line) -> line.substring(line.indexOf("Audit anchor")))
			.toList();
	}

}
