package org.secondstep.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The browser of the browser tests: Chromium or Chrome as installed on this machine. None
 * installed means that the tests are skipped and say so; with <code>CI=true</code> it is
 * a failure.
 */
public final class Chromium {

	private static final List<String> PLACES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
			"/usr/bin/google-chrome", "/usr/bin/google-chrome-stable",
			"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
			"C:/Program Files/Google/Chrome/Application/chrome.exe");

	private Chromium() {
	}

	/**
	 * @return the browser, shared by all tests of this run and closed at its end
	 */
	public static Browser browser() {
		Optional<Path> installed = PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
		if ("true".equals(System.getenv("CI"))) {
			assertThat(installed).as("Chromium or Chrome on this machine").isPresent();
		}
		assumeTrue(installed.isPresent(), "No Chromium or Chrome is installed: browser tests are skipped");
		return Running.BROWSER;
	}

	private static final class Running {

		private static final Browser BROWSER = launch();

		private static Browser launch() {
			Playwright playwright = Playwright
				.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
			Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
			Path path = PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst().orElseThrow();
			return playwright.chromium()
				.launch(new BrowserType.LaunchOptions().setExecutablePath(path)
					.setArgs(List.of("--no-sandbox", "--disable-quic", "--disable-background-networking",
							"--disable-component-update", "--disable-sync", "--no-first-run")));
		}

	}

}
