package org.secondstep.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.secondstep.support.RunningPortal;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Downloads everybody as CSV from a portal with a small heap: a million people, or as
 * many as <code>-Dbench.people</code> says.
 */
@Tag("bench")
class ExportBenchTests {

	private static final int PEOPLE = Integer.getInteger("bench.people", 1_000_000);

	private static final int STAFF = 2;

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private static final Pattern LEFT_AFTER_COLLECTION = Pattern.compile("->(\\d+)M\\(");

	private final Table table = new Table();

	@TempDir
	Path folder;

	@Test
	void exportsAMillionPeopleFromASmallHeap_J08() throws IOException, InterruptedException {
		String administrator = Employees.crowd(PEOPLE, this.folder).get("administrator");
		try (RunningPortal portal = RunningPortal.startJar(this.folder, "-Xmx256m", "-Xlog:gc:gc.log")) {
			Walk walk = new Walk(portal.base()).letIn(administrator);
			long idle = portal.peakMemory();
			Duration before = portal.cpu();
			long begin = System.nanoTime();

			long rows = rows(walk.open("/helpdesk/download.csv"));

			Duration took = Duration.ofNanos(System.nanoTime() - begin);
			assertThat(rows).isEqualTo(PEOPLE + STAFF);
			this.table.add("CSV of %,d people".formatted(rows),
					" 1 | | %d | | | %d ".formatted(took.toMillis(), portal.cpu().minus(before).toMillis()), "");
			this.table.add("heap left after a collection, at most", "| | | | | ", "%d MB of 256 MB".formatted(heap()));
			this.table.add("resident memory, at most", "| | | | | ",
					"%d MB, before it %d MB".formatted(portal.peakMemory(), idle));
		}
		System.out.println(this.table);
		Files.writeString(Path.of("target", "performance-export.md"), this.table.toString());
	}

	private static long rows(InputStream body) throws IOException {
		try (InputStreamReader reader = new InputStreamReader(body, StandardCharsets.UTF_8)) {
			assertThat(Character.toString(reader.read())).isEqualTo(BYTE_ORDER_MARK);
			return CSVFormat.RFC4180.parse(reader).stream().filter((row) -> row.size() > 5).count() - 1;
		}
	}

	private long heap() throws IOException {
		return Files.readAllLines(this.folder.resolve("gc.log"))
			.stream()
			.flatMap((line) -> LEFT_AFTER_COLLECTION.matcher(line).results())
			.mapToLong((left) -> Long.parseLong(left.group(1)))
			.max()
			.orElseThrow();
	}

}
