package org.secondstep.auditcheck;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.audit.AuditKeys;
import org.secondstep.audit.AuditLine;
import org.secondstep.audit.Chains;
import org.secondstep.audit.ChainHead;
import org.secondstep.audit.StoredEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.secondstep.audit.Chains.CAVERE;
import static org.secondstep.audit.Chains.NETFLOW;

class AuditVerificationTests {

	final List<StoredEntry> netflow = Chains.write(NETFLOW, 9);

	final List<StoredEntry> cavere = Chains.write(CAVERE, 5);

	final ChainHead end = Chains.head(this.netflow);

	final ChainHead caveresEnd = Chains.head(this.cavere);

	List<StoredEntry> portal = Chains.portal(Chains.beginning(NETFLOW), Chains.beginning(CAVERE));

	AuditKeys keys = Chains.KEYS;

	@Test
	void findsNothingInWholeChains_H03() {
		assertThat(verify()).allMatch((report) -> report.flaw() == null)
			.extracting(ChainReport::entries, ChainReport::last, ChainReport::hash)
			.containsExactly(Tuple.tuple(3L, 3L, Chains.head(this.portal).hash()), Tuple.tuple(9L, 9L, this.end.hash()),
					Tuple.tuple(5L, 5L, this.caveresEnd.hash()));
	}

	@Test
	void findsAChangedField_H03() {
		this.netflow.set(3, Chains.detailed(this.netflow.get(3), "something else"));

		assertThat(flaws()).containsExactly("4 CHANGED");
	}

	@Test
	void findsAChangedHash_H03() {
		this.netflow.set(3, new StoredEntry(4, this.netflow.get(3).entry(), null, null));

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
		StoredEntry unnumbered = new StoredEntry(4, this.netflow.remove(3).entry().placed(NETFLOW, 0), null, null);
		this.netflow.add(0, unnumbered);

		assertThat(flaws()).containsExactly("4 REMOVED");
		assertThat(verify().get(1).earlier()).isOne();
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
	void findsAnEarlierEndPutBackByTheAnchor_H03() {
		Anchor anchor = Anchor.of(this.end);
		this.netflow.subList(6, 9).clear();

		assertThat(flaws(List.of(Chains.head(this.netflow), this.caveresEnd), anchor)).containsExactly("7 CUT");
		assertThat(flaws(List.of(Chains.head(this.netflow), this.caveresEnd))).isEmpty();
	}

	@Test
	void findsARewrittenChainByTheAnchor_H03() {
		Anchor anchor = Anchor.of(Chains.head(this.netflow.subList(0, 5)));

		rewrite(0);

		assertThat(flaws(List.of(Chains.head(this.netflow), this.caveresEnd), anchor)).containsExactly("5 REWRITTEN");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "first.0", "first." })
	void findsAChainThatWasRewrittenWithoutTheKey_K9_4(String check) {
		rewrite(9);
		ChainHead forged = new ChainHead(NETFLOW, 9, Chains.headOf(this.netflow).hash(), this.end.at(),
				check.isEmpty() ? null : check);
		ChainHead copied = new ChainHead(NETFLOW, 9, forged.hash(), forged.at(), this.end.keyedCheck());

		assertThat(flaws(List.of(forged, this.caveresEnd))).containsExactly("9 HEAD");
		assertThat(flaws(List.of(copied, this.caveresEnd))).containsExactly("9 HEAD");
	}

	@Test
	void findsATailWrittenWithoutTheKey_K9_4() {
		List<StoredEntry> plain = Chains.write(Chains.entries(this.netflow), this.keys, 9);
		this.netflow.subList(6, 9).clear();
		this.netflow.add(plain.get(6));

		assertThat(flaws(List.of(Chains.headOf(this.netflow), this.caveresEnd))).containsExactly("7 CHANGED");
	}

	@Test
	void findsAChainThatIsGoneWithItsEnd_K9_4() {
		this.netflow.clear();

		assertThat(flaws(List.of(this.caveresEnd))).containsExactly("1 GONE");
	}

	@Test
	void findsThatThePortalsChainIsGoneWithItsEnd_K9_4() {
		this.portal = List.of();

		assertThat(flaws()).containsExactly("1 GONE", "1 KEY", "1 KEY");
	}

	@Test
	void findsAChainThatBeganAnew_K9_4() {
		this.portal = Chains.portal(Chains.beginning(NETFLOW), Chains.beginning(CAVERE), Chains.beginning(NETFLOW));

		assertThat(flaws()).containsExactly("1 KEY");
	}

	@Test
	void findsAChainWhoseEndWasChangedBeforeThePortalWentOn_K9_4() {
		this.portal = Chains.portal(Chains.beginning(NETFLOW), Chains.beginning(CAVERE),
				Chains.headOf(this.netflow.subList(0, 6)));

		assertThat(flaws()).containsExactly("7 KEY");
	}

	@Test
	void findsAChainThatThePortalDidNotBegin_K9_4() {
		this.portal = Chains.portal(Chains.beginning(CAVERE));

		assertThat(flaws()).containsExactly("1 KEY");
	}

	@Test
	void isWholeAcrossTheChangeToAKey_K9_4() {
		upgrade();

		assertThat(flaws(List.of(Chains.head(this.netflow), this.caveresEnd))).isEmpty();
		assertThat(verify(List.of(Chains.head(this.netflow), this.caveresEnd)).get(1).plain()).isEqualTo(4);
	}

	@Test
	void findsThatThePartFromBeforeTheKeyWasRewritten_K9_4() {
		upgrade();
		List<StoredEntry> keyed = List.copyOf(this.netflow.subList(4, 9));

		rewrite(4);
		this.netflow.subList(4, 9).clear();
		this.netflow.addAll(keyed);

		assertThat(flaws(List.of(Chains.head(this.netflow), this.caveresEnd))).containsExactly("4 REWRITTEN");
	}

	@Test
	void findsThatTheWholeChainWasRewrittenAsFromBeforeTheKey_K9_4() {
		upgrade();

		rewrite(9);

		assertThat(flaws(List.of(Chains.headOf(this.netflow), this.caveresEnd))).containsExactly("4 REWRITTEN");
	}

	@Test
	void saysHowMuchItCannotCheckWithoutTheKey_K9_4() {
		upgrade();
		ChainHead head = Chains.head(this.netflow);
		this.keys = AuditKeys.NONE;

		assertThat(flaws(List.of(head, this.caveresEnd))).isEmpty();
		assertThat(verify(List.of(head, this.caveresEnd))).extracting(ChainReport::plain, ChainReport::unchecked)
			.containsExactly(Tuple.tuple(0L, 4L), Tuple.tuple(4L, 6L), Tuple.tuple(0L, 6L));
		this.netflow.set(2, Chains.detailed(this.netflow.get(2), "something else"));
		assertThat(flaws(List.of(head, this.caveresEnd))).containsExactly("3 CHANGED");
	}

	@Test
	void needsEveryKeyThatWasEverUsed_K9_4() {
		AuditKeys both = Chains.keys(Chains.FIRST_KEY + "\n" + Chains.SECOND_KEY);
		this.netflow.set(8, Chains.next(this.netflow.subList(0, 8), this.netflow.get(8), both));

		ChainHead head = Chains.head(this.netflow);
		this.keys = both;
		assertThat(flaws(List.of(head, this.caveresEnd))).isEmpty();
		this.keys = Chains.KEYS;
		assertThat(verify(List.of(head, this.caveresEnd)).get(1).unchecked()).isOne();
	}

	@Test
	void findsThatThereAreFewerChainsThanAnAnchorCounted_K9_4() {
		AuditVerification verification = new AuditVerification(this.keys);
		AnchorLog log = new AnchorLog(verification);
		log.read("INFO " + AllChains.of(List.of(Anchor.of(this.end), Anchor.of(this.caveresEnd))));

		verification.end(List.of(this.end));

		assertThat(verification.gone()).isOne();
		assertThat(log.end()).isPresent();
	}

	@Test
	void comparesTheDigestOfAllChainsWithTheirAnchors_K9_4() {
		List<Anchor> anchors = List.of(Anchor.of(this.caveresEnd), Anchor.of(this.end));
		AnchorLog log = new AnchorLog(new AuditVerification(this.keys));

		anchors.forEach((anchor) -> log.read("Audit anchor " + anchor));
		log.read(AllChains.of(List.of(anchors.get(1), anchors.get(0))).toString());

		assertThat(log.end()).isEmpty();
		assertThat(AllChains.parse("Audit anchor of all 2 chains " + "0".repeat(64)))
			.contains(new AllChains(2, "0".repeat(64)));
	}

	@Test
	void findsAnEndThatDoesNotFit_H03() {
		ChainHead short2 = Chains.head(this.netflow.subList(0, 7));
		ChainHead other = new ChainHead(NETFLOW, 9, "0".repeat(64), this.end.at(), null);

		assertThat(flaws(List.of(short2, this.caveresEnd))).containsExactly("8 HEAD");
		assertThat(flaws(List.of(other, this.caveresEnd))).containsExactly("9 HEAD");
		assertThat(flaws(List.of(this.caveresEnd))).containsExactly("9 HEAD");
	}

	@Test
	void readsAnchorsAsTheyStandInALog() {
		Anchor anchor = Anchor.of(this.end);

		assertThat(Anchor.parse("2026-09-01T08:00:05Z  INFO 1 --- [x] o.s.a.HourlyAnchors : Audit anchor " + anchor))
			.contains(anchor);
		assertThat(Anchor.parse(anchor.toString())).contains(anchor);
		assertThat(Anchor.parse("{\"message\":\"Audit anchor " + anchor + "\"}")).contains(anchor);
		assertThat(Anchor.parse(anchor + "0")).isEmpty();
		assertThat(Anchor.parse("Started SecondStep")).isEmpty();
	}

	@Test
	void keepsEveryFieldInALine() {
		StoredEntry stored = new StoredEntry(0, this.netflow.get(0).entry(), this.netflow.get(0).hash(), "first");

		assertThat(AuditLine.parse(AuditLine.of(stored))).isEqualTo(stored);
		assertThat(AuditLine.of(stored)).doesNotContain("\n");
	}

	private List<ChainReport> verify() {
		return verify(List.of(this.end, this.caveresEnd));
	}

	private List<ChainReport> verify(List<ChainHead> heads, Anchor... anchors) {
		AuditVerification verification = new AuditVerification(this.keys);
		List.of(anchors).forEach(verification::expect);
		this.portal.forEach(verification::accept);
		verification.expectKeyed();
		Stream.concat(this.netflow.stream(), this.cavere.stream()).forEach(verification::accept);
		verification.end(Stream.concat(heads.stream(), portalsEnd()).toList());
		return verification.reports();
	}

	private Stream<ChainHead> portalsEnd() {
		return this.portal.isEmpty() ? Stream.empty() : Stream.of(Chains.head(this.portal));
	}

	/**
	 * As if four entries had been written before there was a key.
	 */
	private void upgrade() {
		List<StoredEntry> upgraded = Chains.write(Chains.entries(this.netflow), Chains.KEYS, 4);
		this.netflow.clear();
		this.netflow.addAll(upgraded);
		this.portal = Chains.portal(Chains.headOf(upgraded.subList(0, 4)), Chains.beginning(CAVERE));
	}

	/**
	 * Changes an entry and computes every hash anew.
	 * @param plain how many entries get a hash that needs no key
	 */
	private void rewrite(int plain) {
		this.netflow.set(2, Chains.detailed(this.netflow.get(2), "forged"));
		List<StoredEntry> forged = Chains.write(Chains.entries(this.netflow), Chains.KEYS, plain);
		this.netflow.clear();
		this.netflow.addAll(forged);
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
