package org.secondstep.support;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * A script that asks the API with a token.
 */
public class Script {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final Visitor visitor;

	private final String authorization;

	Script(Visitor visitor, String authorization) {
		this.visitor = visitor;
		this.authorization = authorization;
	}

	public Answer get(String path, String... headers) {
		return send("GET", path, headers);
	}

	/**
	 * @param headers name, value, name, value, …
	 */
	public Answer send(String method, String path, String... headers) {
		HttpRequest.Builder request = this.visitor.request(path)
			.setHeader("Accept", "*/*")
			.method(method, HttpRequest.BodyPublishers.noBody());
		if (!this.authorization.isEmpty()) {
			request.header("Authorization", this.authorization);
		}
		for (int i = 0; i < headers.length; i += 2) {
			request.setHeader(headers[i], headers[i + 1]);
		}
		return this.visitor.send(request.build());
	}

	/**
	 * Follows every link to more.
	 * @param between runs after each answer
	 * @return all accounts, in the order in which they came
	 */
	@SuppressWarnings("unchecked")
	public List<Map<String, Object>> all(String path, Runnable between) {
		List<Map<String, Object>> accounts = new ArrayList<>();
		String next = path;
		while (next != null) {
			Map<String, Object> page = json(get(next));
			accounts.addAll((List<Map<String, Object>>) page.get("accounts"));
			next = (String) page.get("next");
			between.run();
		}
		return accounts;
	}

	@SuppressWarnings("unchecked")
	public static Map<String, Object> json(Answer answer) {
		return MAPPER.readValue(answer.body(), LinkedHashMap.class);
	}

}
