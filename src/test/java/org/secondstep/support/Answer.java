package org.secondstep.support;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.web.util.HtmlUtils;

/**
 * What the portal answered.
 *
 * @param location path of a redirect, without the host and what the portal lies below, or
 * an empty text
 */
public record Answer(int status, String location, HttpHeaders headers, String body) {

	/**
	 * @return the first group of the first match, or an empty text
	 */
	public String find(String regex) {
		Matcher matcher = Pattern.compile(regex).matcher(this.body);
		return matcher.find() ? matcher.group(1) : "";
	}

	public String heading() {
		return text("(?s)<h1[^>]*>(.*?)</h1>");
	}

	/**
	 * @return the words of the first role alert, or an empty text
	 */
	public String alert() {
		return text("(?s)role=\"alert\"[^>]*>(.*?)</div>");
	}

	/**
	 * @return the fields to which the error summary leads and which are marked as wrong
	 */
	public List<String> wrongFields() {
		return Pattern.compile("href=\"#([^\"]+)\"")
			.matcher(find("(?s)role=\"alert\"[^>]*>(.*?)</div>"))
			.results()
			.map((link) -> link.group(1))
			.filter((id) -> !find("(<input[^>]* id=\"" + id + "\"[^>]* aria-invalid=\"true\")").isEmpty())
			.toList();
	}

	public String header(String name) {
		return this.headers.firstValue(name).orElse("");
	}

	private String text(String regex) {
		return HtmlUtils.htmlUnescape(find(regex).replaceAll("<[^>]+>", "")).strip();
	}

}
