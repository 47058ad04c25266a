package org.secondstep.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request whose proxy wrote something else than a bare address for its client: an
 * address with a port, or what the client itself sent. Nobody may look that up as a name
 * or store it.
 */
final class ClientNamedByProxy extends HttpServletRequestWrapper {

	private static final String UNKNOWN = "0.0.0.0";

	private static final String NUMBER = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

	/** Mapped to IPv6, as a proxy sees it that listens for both (RFC 4291 §2.5.5.2). */
	private static final String MAPPED = "(?:::[Ff]{4}:)?";

	private static final Pattern IPV4 = Pattern
		.compile(MAPPED + "((?:" + NUMBER + "\\.){3}" + NUMBER + ")(?::[0-9]{1,5})?");

	private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:.]{2,45}(?:%[0-9A-Za-z]{1,15})?");

	private static final Pattern BRACKETED = Pattern.compile("\\[([0-9A-Fa-f:.]{2,45})](?::[0-9]{1,5})?");

	private final String address;

	private ClientNamedByProxy(HttpServletRequest request, String address) {
		super(request);
		this.address = address;
	}

	/**
	 * @return the same request if its client is named by a bare address
	 */
	static HttpServletRequest of(HttpServletRequest request) {
		String named = request.getRemoteAddr();
		String address = addressIn(named);
		return address.equals(named) ? request : new ClientNamedByProxy(request, address);
	}

	private static String addressIn(String named) {
		Matcher ipv4 = IPV4.matcher(named);
		if (ipv4.matches()) {
			return ipv4.group(1);
		}
		Matcher bracketed = BRACKETED.matcher(named);
		String ipv6 = bracketed.matches() ? bracketed.group(1) : named;
		return IPV6.matcher(ipv6).matches() ? ipv6 : UNKNOWN;
	}

	@Override
	public String getRemoteAddr() {
		return this.address;
	}

	@Override
	public String getRemoteHost() {
		return this.address;
	}

}
