package org.secondstep.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import org.secondstep.SecondStep;

/**
 * The portal in a process of its own, as an installation runs it: everything it keeps is
 * in one folder.
 */
public final class RunningPortal implements AutoCloseable {

	private static final Path JAR = Path.of("target", "secondstep.jar").toAbsolutePath();

	private static final String LOG = "portal.log";

	private static final Duration LONGEST_START = Duration.ofMinutes(3);

	private final Process process;

	private final String base;

	private final Duration ready;

	private RunningPortal(Process process, String base, Duration ready) {
		this.process = process;
		this.base = base;
		this.ready = ready;
	}

	/**
	 * Starts the packaged jar.
	 * @param folder where the portal works; its log is written there too
	 * @param options of the Java machine, in front of those of <code>-Dbench.jvm</code>
	 */
	public static RunningPortal startJar(Path folder, String... options) throws IOException, InterruptedException {
		Stream<String> more = Arrays.stream(System.getProperty("bench.jvm", "").split(" "))
			.filter((each) -> !each.isEmpty());
		return start(folder, Stream.of(Arrays.stream(options), more, Stream.of("-jar", JAR.toString()))
			.flatMap(Function.identity()));
	}

	/**
	 * Starts the jar as <code>docs/operations.md</code> advises: unpacked, with an
	 * archive of its classes and little memory.
	 */
	public static RunningPortal startAsAdvised(Path folder) throws IOException, InterruptedException {
		run(folder, "-Djarmode=tools", "-jar", JAR.toString(), "extract", "--destination", "app");
		run(folder, "-XX:ArchiveClassesAtExit=app/secondstep.jsa", "-Dspring.context.exit=onRefresh", "-jar",
				"app/secondstep.jar");
		return start(folder, Stream.of("-XX:SharedArchiveFile=app/secondstep.jsa", "-XX:+UseSerialGC", "-Xmx256m",
				"-jar", "app/secondstep.jar"));
	}

	/**
	 * Starts the packaged jar where its settings are beside it in
	 * <code>application.properties</code>.
	 * @param path below which it lies, or an empty text
	 */
	public static RunningPortal startJarBelow(String path, Path folder, String... options)
			throws IOException, InterruptedException {
		Stream<String> jar = Stream.of("-XX:TieredStopAtLevel=1", "-jar", JAR.toString());
		return start(folder, path, Stream.concat(Arrays.stream(options), jar));
	}

	private static void run(Path folder, String... arguments) throws IOException, InterruptedException {
		int code = java(folder, Arrays.stream(arguments)).waitFor();
		if (code != 0) {
			throw new IllegalStateException("Expected 0 from %s but got %d".formatted(List.of(arguments), code));
		}
	}

	/**
	 * Starts the classes under test, with a compiler that is quick to begin.
	 * @param arguments settings, as on the command line
	 */
	public static RunningPortal start(Path folder, String... arguments) throws IOException, InterruptedException {
		Stream<String> portal = Stream.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				SecondStep.class.getName(), "--secondstep.test.own-database=true");
		return start(folder, Stream.concat(portal, Arrays.stream(arguments)));
	}

	private static RunningPortal start(Path folder, Stream<String> arguments) throws IOException, InterruptedException {
		return start(folder, "", arguments);
	}

	private static RunningPortal start(Path folder, String path, Stream<String> arguments)
			throws IOException, InterruptedException {
		String port = Integer.toString(freePort());
		String base = "http://127.0.0.1:" + port + path;
		long begin = System.nanoTime();
		Process process = java(folder,
				Stream.concat(arguments, Stream.of("--server.address=127.0.0.1", "--server.port=" + port)));
		awaitHealth(process, base, begin);
		return new RunningPortal(process, base, Duration.ofNanos(System.nanoTime() - begin));
	}

	private static Process java(Path folder, Stream<String> arguments) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Stream<String> machine = Stream.of(java, "-Duser.language=" + Locale.getDefault().getLanguage(),
				"-Duser.country=" + Locale.getDefault().getCountry());
		return new ProcessBuilder(Stream.concat(machine, arguments).toList()).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(LOG).toFile()))
			.start();
	}

	/**
	 * @return what the portals of a folder have written so far
	 */
	public static String log(Path folder) throws IOException {
		return Files.readString(folder.resolve(LOG), StandardCharsets.ISO_8859_1);
	}

	/**
	 * Ends it at once, as a power failure does.
	 */
	public void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	/**
	 * @param signal for example STOP, after which it neither works nor ends until CONT
	 */
	public void signal(String signal) throws IOException, InterruptedException {
		new ProcessBuilder("kill", "-" + signal, Long.toString(this.process.pid())).start().waitFor();
	}

	/**
	 * Takes away the space beyond a size from every file of the portal, or gives it back.
	 * @param bytes a size or "unlimited"
	 */
	public void limitFiles(String bytes) throws IOException, InterruptedException {
		new ProcessBuilder("prlimit", "--pid", Long.toString(this.process.pid()), "--fsize=" + bytes + ":").start()
			.waitFor();
	}

	public String base() {
		return this.base;
	}

	/**
	 * @return its host and port
	 */
	public String authority() {
		return URI.create(this.base).getAuthority();
	}

	/**
	 * @return time from the start of the process to the first answer that it is healthy
	 */
	public Duration ready() {
		return this.ready;
	}

	/**
	 * @return time that all its threads spent on a processor so far
	 */
	public Duration cpu() {
		return this.process.info().totalCpuDuration().orElseThrow();
	}

	/**
	 * @return resident memory in MB, as Linux counts it
	 */
	public long memory() throws IOException {
		return memory("VmRSS:");
	}

	/**
	 * @return the most resident memory that it ever had, in MB
	 */
	public long peakMemory() throws IOException {
		return memory("VmHWM:");
	}

	private long memory(String line) throws IOException {
		return Files.readAllLines(Path.of("/proc", Long.toString(this.process.pid()), "status"))
			.stream()
			.filter((each) -> each.startsWith(line))
			.mapToLong((each) -> Long.parseLong(each.replaceAll("\\D", "")) / 1024)
			.findFirst()
			.orElseThrow();
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().completeOnTimeout(this.process, 30, TimeUnit.SECONDS).join().destroyForcibly();
	}

	public static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static void awaitHealth(Process process, String base, long begin) throws InterruptedException {
		HttpClient client = HttpClient.newHttpClient();
		HttpRequest health = HttpRequest.newBuilder(URI.create(base + "/actuator/health")).build();
		while (!isHealthy(client, health)) {
			if (!process.isAlive() || System.nanoTime() - begin > LONGEST_START.toNanos()) {
				process.destroyForcibly();
				throw new IllegalStateException("The portal did not start; see portal.log");
			}
			Thread.sleep(10);
		}
	}

	private static boolean isHealthy(HttpClient client, HttpRequest health) throws InterruptedException {
		try {
			return client.send(health, BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (UncheckedIOException | IOException ex) {
			return false;
		}
	}

}
