package org.secondstep.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.management.OperatingSystemMXBean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.secondstep.passwordhash.Passwords;
import org.secondstep.support.Phone;
import org.secondstep.support.RunningPortal;

/**
 * Prints the table of <code>docs/performance.md</code>. Everybody enrolls once and signs
 * in once, so that no code is wanted twice.
 */
@Tag("bench")
class BenchTests {

	private static final List<Integer> CLIENTS = List.of(1, 4, 16);

	private static final int WARM_UP = 2000;

	private static final int FLOWS = 240;

	private static final int PAGES = 1000;

	private final Queue<String> newcomers = new ConcurrentLinkedQueue<>();

	private final Queue<Enrolled> enrolled = new ConcurrentLinkedQueue<>();

	private final Passwords passwords = new Passwords();

	private final Table table = new Table();

	@TempDir
	Path folder;

	@Test
	void tellsWhatThePortalCosts() throws IOException, InterruptedException {
		try (RunningPortal portal = RunningPortal.startJar(this.folder)) {
			this.table.add("ready, new installation", portal, "");
		}
		this.newcomers.addAll(Employees.hire(1 + WARM_UP + FLOWS * CLIENTS.size(), this.folder));
		try (RunningPortal portal = RunningPortal.startJar(this.folder)) {
			this.table.add("ready", portal, "below 5000 ms");
			measureMemory("idle", portal);
			warmUp(portal);
			for (int clients : CLIENTS) {
				Load hash = hash(clients, FLOWS / 2);
				this.table.add("bare hash", hash, "");
				measure("enrollment", clients, portal, hash, 1.6, () -> enroll(portal));
				measure("sign-in", clients, portal, hash, 1.3, () -> signIn(portal));
			}
			measurePages(portal);
			measureMemory("after the load", portal);
		}
		print("performance.md");
	}

	@Test
	void tellsWhatItCostsAsOperationsAdvises() throws IOException, InterruptedException {
		this.newcomers.addAll(Employees.hire(WARM_UP, this.folder));
		try (RunningPortal portal = RunningPortal.startAsAdvised(this.folder)) {
			this.table.add("ready, as Operations advises", portal, "below 5000 ms");
			measureMemory("idle, as Operations advises", portal);
			Load.run(4, WARM_UP, portal::cpu, () -> enroll(portal));
			Load.run(4, WARM_UP, portal::cpu, () -> signIn(portal));
			measureMemory("after the load, as Operations advises", portal);
		}
		print("performance-advised.md");
	}

	private void warmUp(RunningPortal portal) throws InterruptedException {
		hash(4, WARM_UP);
		Load.run(4, WARM_UP, portal::cpu, () -> enroll(portal));
		Load.run(4, WARM_UP, portal::cpu, () -> signIn(portal));
	}

	private void measure(String what, int clients, RunningPortal portal, Load hash, double most, Runnable flow)
			throws InterruptedException {
		Load load = Load.run(clients, FLOWS, portal::cpu, flow);
		this.table.add(what, load, String.format(Locale.ROOT, "at most %.1f × the hash: %.2f ×", most,
				load.cpuOfEach() / hash.cpuOfEach()));
	}

	private void measurePages(RunningPortal portal) throws InterruptedException {
		Walk stranger = new Walk(portal.base());
		Walk employee = new Walk(portal.base());
		employee.enroll(this.newcomers.remove());
		for (String path : List.of("/", "/sign-in")) {
			measurePage(path, stranger, portal);
		}
		for (String path : List.of("/overview", "/security-info")) {
			measurePage(path, employee, portal);
		}
	}

	private void measurePage(String path, Walk walk, RunningPortal portal) throws InterruptedException {
		this.table.add("page " + path, Load.run(4, PAGES, portal::cpu, () -> walk.see(path)), "CPU below 5 ms");
	}

	private void measureMemory(String when, RunningPortal portal) throws IOException {
		this.table.add("resident memory, " + when, "| | | | | ", "below 400 MB: %d MB".formatted(portal.memory()));
	}

	/**
	 * The hash as the portal makes it, without the portal.
	 */
	private Load hash(int clients, int count) throws InterruptedException {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		return Load.run(clients, count, () -> Duration.ofNanos(system.getProcessCpuTime()),
				() -> this.passwords.hash(Employees.PASSWORD));
	}

	private void enroll(RunningPortal portal) {
		String username = this.newcomers.remove();
		this.enrolled.add(new Enrolled(username, new Walk(portal.base()).enroll(username)));
	}

	private void signIn(RunningPortal portal) {
		Enrolled person = this.enrolled.remove();
		new Walk(portal.base()).signIn(person.username(), person.phone());
	}

	private void print(String file) throws IOException {
		System.out.println(this.table);
		Files.writeString(Path.of("target", file), this.table.toString());
	}

	private record Enrolled(String username, Phone phone) {

	}

}
