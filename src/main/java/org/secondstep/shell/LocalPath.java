package org.secondstep.shell;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The only shapes of address to which anything that a browser sent may lead: a path of
 * this portal without escape, dot or doubled slash, so nothing that a browser could take
 * for another host; and, where a list keeps its filters, with a plain query. All are seen
 * from the portal's own first page, which may lie below a path of its host.
 */
public final class LocalPath {

	private static final Pattern SHAPE = Pattern.compile("/|(/[A-Za-z0-9][A-Za-z0-9-]{0,63}){1,8}");

	private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9%&=+._~@:,;!$'()*/?-]{1,1000}");

	private LocalPath() {
	}

	/**
	 * Not if a proxy chose the portal by a path that it cleaned, and passed on the path
	 * that the browser sent, such as <code>//mfa</code>.
	 */
	static boolean isBelowPortal(HttpServletRequest request) {
		return request.getRequestURI().startsWith(request.getContextPath());
	}

	/**
	 * @return where a request goes, seen from the portal's own first page
	 */
	public static String of(HttpServletRequest request) {
		return request.getRequestURI().substring(request.getContextPath().length());
	}

	/**
	 * @param path on this host, as browsers name it
	 * @return the same, seen from the portal's own first page, if it is one of the portal
	 */
	public static Optional<String> within(HttpServletRequest request, @Nullable String path) {
		String portal = request.getContextPath();
		return (path != null && path.startsWith(portal)) ? parse(path.substring(portal.length())) : Optional.empty();
	}

	public static Optional<String> parse(@Nullable String path) {
		return (path != null && SHAPE.matcher(path).matches()) ? Optional.of(path) : Optional.empty();
	}

	/**
	 * As above, with a query as browsers write it, if there is one.
	 */
	public static Optional<String> parseWithQuery(@Nullable String address) {
		int query = (address != null) ? address.indexOf('?') : -1;
		if (address == null || query < 0) {
			return parse(address);
		}
		return parse(address.substring(0, query))
			.filter((path) -> QUERY.matcher(address.substring(query + 1)).matches())
			.map((path) -> address);
	}

}
