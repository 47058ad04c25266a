package org.secondstep.bench;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.secondstep.support.Phone;
import org.secondstep.support.RunningPortal;
import org.secondstep.support.Visitor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether the time of an answer tells a stranger that an account exists, and whether
 * made-up accounts slow a real sign-in.
 */
@Tag("bench")
class DoorBenchTests {

	private static final int RUNS = 5;

	private static final int SAMPLES = Integer.getInteger("bench.samples", 2000);

	/** So many guesses a day are judged by the caller check. */
	private static final int GUESSES = 5;

	private static final int SIGN_INS = 200;

	/** Every address in front of the portal is believed. */
	private static final String PROXY = "-Dserver.tomcat.remoteip.internal-proxies=127\\.0\\.0\\.1";

	private static final Map<String, List<String>> DOORS = Map.of("/sign-in/password", List.of("password", "wrong"),
			"/sign-in/temporary-pass", List.of("code", "0000-1111-2222-3333"), "/caller-check/code",
			List.of("code", "000000"), "/sign-in/forgot-password", List.of(), "/sign-in", List.of());

	private final Random random = new Random(7);

	@TempDir
	Path folder;

	private int address;

	@Test
	void tellsNobodyByItsTimeWhetherAnAccountExists_K3_2() throws IOException, InterruptedException {
		List<String> enrolled = Employees.hire(SAMPLES / GUESSES, this.folder);
		List<String> newcomers = Employees.welcome(SAMPLES / GUESSES, this.folder);
		Map<String, List<Double>> areas = new HashMap<>();
		for (int run = 0; run < RUNS; run++) {
			try (RunningPortal portal = RunningPortal.startJar(this.folder, PROXY)) {
				if (run == 0) {
					enrolled.forEach((each) -> new Walk(portal.base()).enroll(each));
				}
				for (String door : DOORS.keySet()) {
					List<String> known = door.endsWith("temporary-pass") ? newcomers : enrolled;
					areas.computeIfAbsent(door, (key) -> new ArrayList<>()).add(area(portal, door, known));
				}
			}
			Employees.forgetCounters(this.folder);
		}
		StringBuilder table = new StringBuilder("| door | AUC, median of five |\n|---|--:|\n");
		areas
			.forEach((door, each) -> table.append(String.format(Locale.ROOT, "| `%s` | %.3f |%n", door, median(each))));
		System.out.println(table);
		Files.writeString(Path.of("target", "performance-doors.md"), table);
		assertThat(areas).allSatisfy((door, each) -> assertThat(median(each)).as(door).isBetween(0.47, 0.53));
	}

	@Test
	void staysFastAfterAHundredThousandMadeUpAccounts_K3_2() throws IOException, InterruptedException {
		List<String> people = Employees.hire(4 * SIGN_INS, this.folder);
		Map<String, Phone> phones = new HashMap<>();
		double idle;
		try (RunningPortal portal = RunningPortal.startJar(this.folder)) {
			people.forEach((each) -> phones.put(each, new Walk(portal.base()).enroll(each)));
			signIn(portal, people.subList(0, SIGN_INS), phones);
			idle = signIn(portal, people.subList(SIGN_INS, 2 * SIGN_INS), phones);
		}
		int rows = Employees.guessMadeUpAccounts(100_000, 200, this.folder);
		try (RunningPortal portal = RunningPortal.startJar(this.folder)) {
			signIn(portal, people.subList(2 * SIGN_INS, 3 * SIGN_INS), phones);
			double after = signIn(portal, people.subList(3 * SIGN_INS, 4 * SIGN_INS), phones);

			System.out.printf(Locale.ROOT, "%d rows; sign-in p99 %.1f ms, before %.1f ms%n", rows, after, idle);
			assertThat(rows).isLessThanOrEqualTo(200 * (2 * 300 + 1) + 2 * people.size());
			assertThat(after).isLessThan(2 * idle);
		}
	}

	private static double signIn(RunningPortal portal, List<String> people, Map<String, Phone> phones)
			throws InterruptedException {
		List<String> left = Collections.synchronizedList(new ArrayList<>(people));
		return Load.run(1, people.size(), portal::cpu, () -> {
			String username = left.remove(0);
			new Walk(portal.base()).signIn(username, phones.get(username));
		}).percentile(99);
	}

	/**
	 * @return how often a known account takes longer than an unknown one
	 */
	private double area(RunningPortal portal, String door, List<String> known) {
		Visitor visitor = new Visitor(portal.base());
		visitor.get("/sign-in");
		String unknown = "nobody" + this.random.nextInt() + "-";
		time(visitor, door, unknown + "x@netflow.example");
		long[] ofKnown = new long[SAMPLES];
		long[] ofUnknown = new long[SAMPLES];
		for (int i = 0; i < SAMPLES; i++) {
			int person = i % known.size();
			boolean first = this.random.nextBoolean();
			for (boolean isKnown : List.of(first, !first)) {
				(isKnown ? ofKnown : ofUnknown)[i] = time(visitor, door,
						isKnown ? known.get(person) : unknown + person + "@netflow.example");
			}
		}
		return area(ofKnown, ofUnknown);
	}

	private static double area(long[] longer, long[] shorter) {
		Arrays.sort(shorter);
		double wins = 0;
		for (long each : longer) {
			int at = Arrays.binarySearch(shorter, each);
			wins += (at >= 0) ? at + 0.5 : -at - 1;
		}
		return wins / longer.length / shorter.length;
	}

	private long time(Visitor visitor, String door, String account) {
		HttpRequest form = visitor.form(door, visitor.token(),
				Stream.concat(Stream.of("username", account), DOORS.get(door).stream()).toArray(String[]::new));
		int next = this.address++;
		HttpRequest request = HttpRequest.newBuilder(form, (name, value) -> true)
			.header("X-Forwarded-For", "10." + (next >> 16 & 255) + "." + (next >> 8 & 255) + "." + (next & 255))
			.build();
		long begin = System.nanoTime();
		visitor.send(request);
		return System.nanoTime() - begin;
	}

	private static double median(List<Double> values) {
		return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
	}

}
