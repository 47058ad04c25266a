package org.secondstep.shell;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * A form that can be sent again. One with a password or a code in it, with a file or of
 * more than 16,384 characters can't.
 *
 * @param path where it goes
 * @param fields without the form's token
 */
public record TypedForm(String path, List<Field> fields) {

	static final String TOKEN = "_csrf";

	private static final int LONGEST = 16_384;

	private static final Set<String> ONE_TIME = Set.of("code", "word", "pass");

	/**
	 * @param method by which the request was sent, which an error page does not see
	 * @param path to which it was sent, likewise
	 */
	public static Optional<TypedForm> parse(HttpServletRequest request, String method, String path) {
		boolean form = HttpMethod.POST.matches(method) && request.getContentType() != null
				&& request.getContentType().startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
		return form ? LocalPath.parse(path)
			.map((local) -> new TypedForm(local, fields(request)))
			.filter(TypedForm::maySendAgain) : Optional.empty();
	}

	private static List<Field> fields(HttpServletRequest request) {
		return request.getParameterMap()
			.entrySet()
			.stream()
			.filter((each) -> !each.getKey().equals(TOKEN))
			.flatMap((each) -> List.of(each.getValue()).stream().map((value) -> new Field(each.getKey(), value)))
			.toList();
	}

	private boolean maySendAgain() {
		return this.fields.stream().noneMatch(Field::isSecret) && this.fields.stream()
			.mapToInt((each) -> each.name().length() + each.value().length())
			.sum() <= LONGEST;
	}

	/**
	 * What a form has under one of its names.
	 */
	public record Field(String name, String value) {

		private boolean isSecret() {
			String lower = this.name.toLowerCase(Locale.ROOT);
			return lower.contains("password") || ONE_TIME.contains(lower);
		}

	}

}
