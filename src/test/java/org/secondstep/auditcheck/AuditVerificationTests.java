package org.secondstep.auditcheck;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.secondstep.audit.AuditLine;
import org.secondstep.audit.ChainHead;
import org.secondstep.audit.StoredEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.secondstep.auditcheck.Chains.CAVERE;
import static org.secondstep.auditcheck.Chains.NETFLOW;

class AuditVerificationTests {

	final List<StoredEntry> netflow = Chains.write(NETFLOW, 9);

	final List<StoredEntry> cavere = Chains.write(CAVERE, 5);

	final ChainHead end = Chains.head(this.netflow);

	final ChainHead caveresEnd = Chains.head(this.cavere);

	@Test
	void findsNothingInWholeChains_H03() {
		assertThat(verify()).allMatch((report) -> report.flaw() == null)
			.extracting(ChainReport::entries, ChainReport::last, ChainReport::hash)
			.containsExactly(org.assertj.core.groups.Tuple.tuple(9L, 9L, this.end.hash()),
					org.assertj.core.groups.Tuple.tuple(5L, 5L, this.caveresEnd.hash()));
	}

	@Test
	void findsAChangedField_H03() {
		this.netflow.set(3, Chains.detailed(this.netflow.get(3), "something else"));

		assertThat(flaws()).containsExactly("4 CHANGED");
	}

	@Test
	void findsAChangedHash_H03() {
		this.netflow.set(3, new StoredEntry(4, this.netflow.get(3).entry(), null));

		assertThat(flaws()).containsExactly("4 CHANGED");
	}

	@Test
	void findsARemovedEntry_H03() {
		this.netflow.remove(3);

		assertThat(flaws()).containsExactly("4 REMOVED");
	}

	@Test
	void findsARemovedBeginning_H03() {
		this.netflow.subList(0, 2).clear();

		assertThat(flaws()).containsExactly("1 REMOVED");
	}

	@Test
	void findsARemovedEntryWhoseNumberWasGivenAway_H03() {
		this.netflow.remove(3);
		for (int i = 3; i < this.netflow.size(); i++) {
			this.netflow.set(i, Chains.placed(this.netflow.get(i), NETFLOW, i + 1));
		}

		assertThat(flaws()).containsExactly("4 CHANGED");
	}

	@Test
	void findsSwappedEntries_H03() {
		StoredEntry third = this.netflow.get(2);
		this.netflow.set(2, Chains.placed(this.netflow.get(5), NETFLOW, 3));
		this.netflow.set(5, Chains.placed(third, NETFLOW, 6));

		assertThat(flaws()).containsExactly("3 REORDERED");
		assertThat(words()).contains("stands at number 6");
	}

	@Test
	void findsAnInsertedEntry_H03() {
		StoredEntry inserted = Chains.detailed(this.netflow.get(3), "never happened");
		for (int i = 3; i < 9; i++) {
			this.netflow.set(i, Chains.placed(this.netflow.get(i), NETFLOW, i + 2));
		}
		this.netflow.add(3, inserted);

		assertThat(flaws()).containsExactly("4 REORDERED");
	}

	@Test
	void findsAnEntryInsertedTwice_H03() {
		this.netflow.add(4, this.netflow.get(3));

		assertThat(flaws()).containsExactly("5 REORDERED");
	}

	@Test
	void findsShuffledLines_H03() {
		Collections.swap(this.netflow, 2, 3);

		assertThat(flaws()).containsExactly("3 REORDERED");
	}

	@Test
	void findsAnEntryMovedToAnotherOrganization_H03() {
		this.cavere.add(Chains.placed(this.netflow.remove(3), CAVERE, 6));

		assertThat(flaws()).containsExactly("4 MOVED", "6 MOVED");
		assertThat(words()).contains("chain " + CAVERE + " at number 6");
	}

	@Test
	void findsAnEntryThatLostItsNumber_H03() {
		StoredEntry unnumbered = new StoredEntry(4, this.netflow.remove(3).entry().placed(NETFLOW, 0), null);
		this.netflow.add(0, unnumbered);

		assertThat(flaws()).containsExactly("4 REMOVED");
		assertThat(verify().get(0).earlier()).isOne();
	}

	@Test
	void findsACutTail_H03() {
		this.netflow.subList(6, 9).clear();

		assertThat(flaws()).containsExactly("7 CUT");
	}

	@Test
	void findsAnEmptiedChain_H03() {
		this.netflow.clear();

		assertThat(flaws()).containsExactly("1 CUT");
	}

	@Test
	void findsATailCutTogetherWithTheEndByTheAnchor_H03() {
		Anchor anchor = Anchor.of(this.end);
		this.netflow.subList(6, 9).clear();

		assertThat(flaws(List.of(Chains.head(this.netflow), this.caveresEnd), anchor)).containsExactly("7 CUT");
		assertThat(flaws(List.of(Chains.head(this.netflow), this.caveresEnd))).isEmpty();
	}

	@Test
	void findsARewrittenChainByTheAnchor_H03() {
		Anchor anchor = Anchor.of(Chains.head(this.netflow.subList(0, 5)));
		List<StoredEntry> forged = new ArrayList<>();
		String hash = ChainHead.BEGINNING;
		for (StoredEntry stored : this.netflow) {
			StoredEntry changed = (stored.id() == 3) ? Chains.detailed(stored, "forged") : stored;
			hash = changed.entry().hash(hash);
			forged.add(new StoredEntry(stored.id(), changed.entry(), hash));
		}
		this.netflow.clear();
		this.netflow.addAll(forged);

		assertThat(flaws(List.of(Chains.head(forged), this.caveresEnd), anchor)).containsExactly("5 REWRITTEN");
	}

	@Test
	void findsAnEndThatDoesNotFit_H03() {
		ChainHead short2 = Chains.head(this.netflow.subList(0, 7));
		ChainHead other = new ChainHead(NETFLOW, 9, "0".repeat(64), this.end.at());

		assertThat(flaws(List.of(short2, this.caveresEnd))).containsExactly("8 HEAD");
		assertThat(flaws(List.of(other, this.caveresEnd))).containsExactly("9 HEAD");
		assertThat(flaws(List.of(this.caveresEnd))).containsExactly("9 HEAD");
	}

	@Test
	void readsAnchorsAsTheyStandInALog() {
		Anchor anchor = Anchor.of(this.end);

		assertThat(Anchor.parse("2026-09-01T08:00:05Z  INFO 1 --- [x] o.s.a.DailyAnchor : Audit anchor " + anchor))
			.contains(anchor);
		assertThat(Anchor.parse(anchor.toString())).contains(anchor);
		assertThat(Anchor.parse("{\"message\":\"Audit anchor " + anchor + "\"}")).contains(anchor);
		assertThat(Anchor.parse(anchor + "0")).isEmpty();
		assertThat(Anchor.parse("Started SecondStep")).isEmpty();
	}

	@Test
	void keepsEveryFieldInALine() {
		StoredEntry stored = new StoredEntry(0, this.netflow.get(0).entry(), this.netflow.get(0).hash());

		assertThat(AuditLine.parse(AuditLine.of(stored))).isEqualTo(stored);
		assertThat(AuditLine.of(stored)).doesNotContain("\n");
	}

	private List<ChainReport> verify() {
		return verify(List.of(this.end, this.caveresEnd));
	}

	private List<ChainReport> verify(List<ChainHead> heads, Anchor... anchors) {
		AuditVerification verification = new AuditVerification();
		List.of(anchors).forEach(verification::expect);
		Stream.concat(this.netflow.stream(), this.cavere.stream()).forEach(verification::accept);
		verification.end(heads);
		return verification.reports();
	}

	private List<String> flaws() {
		return flaws(List.of(this.end, this.caveresEnd));
	}

	private List<String> flaws(List<ChainHead> heads, Anchor... anchors) {
		return verify(heads, anchors).stream()
			.map(ChainReport::flaw)
			.filter(Objects::nonNull)
			.map((flaw) -> flaw.number() + " " + flaw.kind())
			.toList();
	}

	private String words() {
		return verify().stream().map(ChainReport::flaw).filter(Objects::nonNull).toList().toString();
	}

}
