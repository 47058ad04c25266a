package org.secondstep.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The nginx of this machine with the configuration that its package brings, and before
 * portals with <code>docs/operations/nginx.conf</code>. None installed means that the
 * tests are skipped and say so; with <code>CI=true</code> it is a failure.
 */
public final class Nginx implements AutoCloseable {

	public static final String HOST = "mfa.company.example";

	private static final Path PROGRAM = Path.of("/usr/sbin/nginx");

	private static final Path PACKAGED = Path.of("/etc/nginx/nginx.conf");

	private static final Path DOCUMENTED = Path.of("docs/operations/nginx.conf");

	private final Path folder;

	private final SelfSigned certificate;

	private final List<Integer> ports = new ArrayList<>();

	private Process process;

	/**
	 * @param folder where it keeps all its files
	 */
	public Nginx(Path folder) throws IOException, InterruptedException {
		boolean installed = Files.isExecutable(PROGRAM) && Files.isReadable(PACKAGED);
		if ("true".equals(System.getenv("CI"))) {
			assertThat(installed).as("nginx of Debian on this machine").isTrue();
		}
		assumeTrue(installed, "No nginx is installed: tests of proxies are skipped");
		this.folder = Files.createDirectories(folder.resolve("sites")).getParent();
		this.certificate = SelfSigned.create(HOST, folder);
	}

	/**
	 * @return whether this machine has an IPv6 address of its own
	 */
	public static boolean hasIpv6() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	public SelfSigned certificate() {
		return this.certificate;
	}

	/**
	 * @return the settings that the documentation wants of the portal
	 * @param path below which the portal lies, or an empty text
	 */
	public static List<String> settings(String path) throws IOException {
		return Files.readAllLines(DOCUMENTED)
			.stream()
			.filter((line) -> line.matches("#   [a-z.-]+=.*"))
			.map((line) -> line.substring(4).replace("https://" + HOST, "https://" + HOST + path))
			.toList();
	}

	/**
	 * @param path below which the portals lie, or an empty text
	 * @param version of HTTP that nginx speaks with them; empty for its own default
	 * @return the port for which it waits
	 */
	public int serve(String path, String version, RunningPortal... portals) throws IOException {
		return serve(path, version, Arrays.stream(portals).map(RunningPortal::authority).toList());
	}

	/**
	 * @param nodes host and port of each
	 */
	public int serve(String path, String version, List<String> nodes) throws IOException {
		int port = RunningPortal.freePort();
		String name = "second-step-" + port;
		String site = replace(Files.readString(DOCUMENTED), "listen 443 ssl;", "listen 127.0.0.1:" + port + " ssl;");
		site = replace(site, "listen [::]:443 ssl;", hasIpv6() ? "listen [::1]:" + port + " ssl;" : "");
		site = replace(site, "server 127.0.0.1:8080;",
				nodes.stream().map((node) -> "server " + node + ";").collect(Collectors.joining("\n")));
		site = replace(site, "upstream second-step {", "upstream " + name + " {");
		site = replace(site, "http://second-step;",
				"http://" + name + ";" + (version.isEmpty() ? "" : " proxy_http_version " + version + ";"));
		site = replace(site, "/etc/ssl/certs/mfa.company.example.pem", this.certificate.certificate().toString());
		site = replace(site, "/etc/ssl/private/mfa.company.example.key", this.certificate.key().toString());
		site = replace(site, "    location / {", "    location " + path + "/ {");
		Files.writeString(this.folder.resolve("sites/" + name + ".conf"), site);
		this.ports.add(port);
		return port;
	}

	public Nginx start() throws IOException {
		String all = replace(Files.readString(PACKAGED), "user www-data;",
				"user " + System.getProperty("user.name") + ";");
		all = replace(all, "/run/nginx.pid", this.folder.resolve("nginx.pid").toString());
		all = all.replace("/var/log/nginx", this.folder.toString());
		all = replace(all, "include /etc/nginx/conf.d/*.conf;", "include " + this.folder + "/sites/*.conf;");
		all = replace(all, "include /etc/nginx/sites-enabled/*;", temporaryFiles());
		Path configuration = Files.writeString(this.folder.resolve("nginx.conf"), all);
		Path log = this.folder.resolve("error.log");
		this.process = new ProcessBuilder(PROGRAM.toString(), "-p", this.folder.toString(), "-e", log.toString(), "-c",
				configuration.toString(), "-g", "daemon off;")
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.ports.stream().allMatch(Nginx::isOpen));
		return this;
	}

	private String temporaryFiles() {
		return List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
			.stream()
			.map((each) -> each + "_temp_path " + this.folder.resolve(each) + ";")
			.collect(Collectors.joining(" "));
	}

	private static String replace(String text, String part, String other) {
		assertThat(text).contains(part);
		return text.replace(part, other);
	}

	private static boolean isOpen(int port) {
		try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		if (this.process != null) {
			this.process.destroy();
			this.process.onExit().join();
		}
	}

}
