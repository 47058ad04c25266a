package org.secondstep.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.secondstep.support.RunningPortal;

/**
 * The one table of the benchmark, in Markdown.
 */
final class Table {

	private final List<String> lines = new ArrayList<>();

	Table() {
		this.lines.add("| what | clients | per second | p50 ms | p95 ms | p99 ms | CPU ms each | aim |");
		this.lines.add("|---|--:|--:|--:|--:|--:|--:|---|");
	}

	void add(String what, Load load, String aim) {
		add(what, String.format(Locale.ROOT, "%d | %.1f | %.1f | %.1f | %.1f | %.1f", load.clients(), load.perSecond(),
				load.percentile(50), load.percentile(95), load.percentile(99), load.cpuOfEach()), aim);
	}

	void add(String what, RunningPortal portal, String aim) {
		add(what, " | | %d | | | %d".formatted(portal.ready().toMillis(), portal.cpu().toMillis()), aim);
	}

	void add(String what, String cells, String aim) {
		this.lines.add(String.format(Locale.ROOT, "| %s | %s | %s |", what, cells, aim));
	}

	@Override
	public String toString() {
		return String.join(System.lineSeparator(), this.lines);
	}

}
