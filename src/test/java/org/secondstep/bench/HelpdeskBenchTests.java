package org.secondstep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.secondstep.support.RunningPortal;

/**
 * Prints what the helpdesk waits for with a hundred thousand accounts, or as many as
 * <code>-Dbench.people</code> says.
 */
@Tag("bench")
class HelpdeskBenchTests {

	private static final int PEOPLE = Integer.getInteger("bench.people", 100_000);

	/** H2 would answer the same question from memory while nobody changes a row. */
	private static final String NOTHING_KEPT = "spring.datasource.url="
			+ "jdbc:h2:file:./data/secondstep;WRITE_DELAY=0;OPTIMIZE_REUSE_RESULTS=0";

	private static final int WARM_UP = 60;

	private static final int REQUESTS = 100;

	private static final int EXPORTS = 5;

	private final Table table = new Table();

	@TempDir
	Path folder;

	@Test
	void tellsWhatTheHelpdeskWaitsFor() throws IOException, InterruptedException {
		Map<String, String> staff = Employees.crowd(PEOPLE, this.folder);
		Files.writeString(this.folder.resolve("application.properties"), NOTHING_KEPT);
		try (RunningPortal portal = RunningPortal.startJar(this.folder)) {
			for (Map.Entry<String, String> member : staff.entrySet()) {
				measure(member.getKey(), new Walk(portal.base()).letIn(member.getValue()), portal);
			}
			this.table.add("resident memory", "| | | | | ", "%d MB".formatted(portal.memory()));
		}
		System.out.println(this.table);
		Files.writeString(Path.of("target", "performance-helpdesk.md"), this.table.toString());
	}

	private void measure(String who, Walk walk, RunningPortal portal) throws InterruptedException {
		measure(who + ": everybody", "/helpdesk", walk, portal, 100);
		measure(who + ": part of a name", "/helpdesk?q=maes", walk, portal, 100);
		measure(who + ": two words, accents", "/helpdesk?q=AM%C3%89LIE+b%C3%BCch", walk, portal, 100);
		measure(who + ": nobody", "/helpdesk?q=nobodyhere", walk, portal, 100);
		measure(who + ": case reference", "/helpdesk?q=0004-2423", walk, portal, 100);
		measure(who + ": account", "/helpdesk?q=nele.nijs77", walk, portal, 100);
		measure(who + ": status", "/helpdesk?status=LOCKED", walk, portal, 100);
		measure(who + ": status and name", "/helpdesk?status=STARTED&q=maes", walk, portal, 100);
		measure(who + ": refused lately", "/helpdesk?refused=true", walk, portal, 100);
		measure(who + ": next page", "/helpdesk?page=1", walk, portal, 100);
		measure(who + ": page 500", "/helpdesk?page=500", walk, portal, 100);
		measure(who + ": by last sign-in", "/helpdesk?sort=last-sign-in&desc=true", walk, portal, 100);
		measure(who + ": report", "/helpdesk/report", walk, portal, 300);
		this.table.add(who + ": CSV of everybody",
				Load.run(1, EXPORTS, portal::cpu, () -> walk.see("/helpdesk/download.csv")), "");
	}

	private void measure(String what, String path, Walk walk, RunningPortal portal, int most)
			throws InterruptedException {
		Load.run(1, WARM_UP, portal::cpu, () -> walk.see(path));
		this.table.add(what, Load.run(1, REQUESTS, portal::cpu, () -> walk.see(path)), "below %d ms".formatted(most));
	}

}
