package org.secondstep.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * A browser without a screen: keeps cookies, sends the token of the last form it saw, and
 * shows every redirect instead of following it.
 */
public class Visitor {

	private final String base;

	private final String path;

	private final CookieManager cookies = new CookieManager();

	private final HttpClient client;

	private String token = "";

	public Visitor(String base) {
		this(base, HttpClient.newBuilder());
	}

	/**
	 * @param way how the browser reaches the portal
	 */
	public Visitor(String base, HttpClient.Builder way) {
		this.base = base;
		this.path = URI.create(base).getPath();
		this.client = way.cookieHandler(this.cookies)
			.followRedirects(HttpClient.Redirect.NEVER)
			.version(HttpClient.Version.HTTP_1_1)
			.build();
	}

	public Answer get(String path) {
		return send(request(path).GET().build());
	}

	/**
	 * Sends a form with the token of the last page that had one.
	 * @param fields name, value, name, value, …
	 */
	public Answer post(String path, String... fields) {
		if (this.token.isEmpty()) {
			get("/sign-in");
		}
		return send(form(path, this.token, fields));
	}

	public HttpRequest form(String path, String token, String... fields) {
		StringJoiner body = new StringJoiner("&");
		body.add("_csrf=" + encode(token));
		for (int i = 0; i < fields.length; i += 2) {
			body.add(encode(fields[i]) + "=" + encode(fields[i + 1]));
		}
		return request(path).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(body.toString()))
			.build();
	}

	public HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.base + path))
			.header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
			.header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/130");
	}

	public Answer send(HttpRequest request) {
		HttpResponse<String> response = send(request, BodyHandlers.ofString());
		String location = response.headers().firstValue("Location").orElse("").replace(this.base, "");
		location = location.startsWith(this.path + "/") ? location.substring(this.path.length()) : location;
		Answer answer = new Answer(response.statusCode(), location, response.headers(), response.body());
		String found = answer.find("name=\"_csrf\" value=\"([^\"]+)\"");
		this.token = found.isEmpty() ? this.token : found;
		return answer;
	}

	private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) {
		try {
			return this.client.send(request, body);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * @return an answer of any length, as it comes in
	 */
	public InputStream open(String path) {
		return send(request(path).GET().build(), BodyHandlers.ofInputStream()).body();
	}

	/**
	 * Goes through both pages of the first step.
	 */
	public Visitor signIn(String username, String password) {
		get("/sign-in");
		post("/sign-in", "username", username);
		post("/sign-in/password", "username", username, "password", password);
		get("/get-started");
		return this;
	}

	/**
	 * @return the address to which a page leads, after at most five redirects
	 */
	public String landing(String path) {
		String at = path;
		for (int i = 0; i < 5; i++) {
			Answer answer = get(at);
			if (answer.location().isEmpty()) {
				return at;
			}
			at = answer.location();
		}
		return at;
	}

	public String token() {
		return this.token;
	}

	public Optional<String> cookie(String name) {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals(name))
			.map(HttpCookie::getValue)
			.findFirst();
	}

	/**
	 * @return all cookies that hold more than a choice, by name
	 */
	public Map<String, String> cookies() {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getValue().length() >= 16)
			.collect(Collectors.toMap(HttpCookie::getName, HttpCookie::getValue));
	}

	public void setCookie(String name, String value) {
		HttpCookie cookie = new HttpCookie(name, value);
		cookie.setPath("/");
		cookie.setVersion(0);
		this.cookies.getCookieStore().add(URI.create(this.base), cookie);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
