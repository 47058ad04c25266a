package org.secondstep.shell;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.AccessLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.RelativeRedirectFilter;

/**
 * Redirects by a path alone, because the portal may not know its host as browsers do:
 * Tomcat would name one to a proxy that speaks HTTP/1.0. And notices, once each, what
 * shows that the portal does not know its address or its proxy.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PortalAddressFilter extends RelativeRedirectFilter {

	private static final Logger log = LoggerFactory.getLogger(PortalAddressFilter.class);

	private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

	private static final String FORWARDED = "X-Forwarded-For";

	private final PortalAddress address;

	private final AtomicBoolean hostTold = new AtomicBoolean();

	private final AtomicBoolean proxyTold = new AtomicBoolean();

	PortalAddressFilter(PortalAddress address) {
		this.address = address;
		setRedirectStatus(HttpStatus.FOUND);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!LocalPath.isBelowPortal(request)) {
			response.sendError(HttpStatus.BAD_REQUEST.value());
			return;
		}
		if (!this.hostTold.get()) {
			compareHost(request);
		}
		if (!this.proxyTold.get()) {
			lookForUnknownProxy(request);
		}
		if (LocalPath.of(request).isEmpty()) {
			response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + "/");
			response.setStatus(HttpStatus.FOUND.value());
			return;
		}
		super.doFilterInternal(ClientNamedByProxy.of(request), response, chain);
	}

	/**
	 * Who asks for the health of a node asks by its own address.
	 */
	private void compareHost(HttpServletRequest request) {
		String host = request.getHeader(HttpHeaders.HOST);
		if (host != null && isAnother(host) && !LocalPath.of(request).startsWith("/actuator/")
				&& this.hostTold.compareAndSet(false, true)) {
			log.warn("A request came for the host {}, but the portal's address is {}, which mails and pages name."
					+ " If people use another, set secondstep.base-url to it", host, this.address.text());
		}
	}

	private void lookForUnknownProxy(HttpServletRequest request) {
		if (request.getHeader(FORWARDED) != null && request.getAttribute(AccessLog.REMOTE_ADDR_ATTRIBUTE) == null
				&& this.proxyTold.compareAndSet(false, true)) {
			log.warn("A request from {} has a header {}, which does not count. If that is your proxy, add it to"
					+ " server.tomcat.remoteip.internal-proxies", request.getRemoteAddr(), FORWARDED);
		}
	}

	/**
	 * A port that is not named is not compared: a proxy may leave it away.
	 */
	private boolean isAnother(String host) {
		WebOrigin own = this.address.origin();
		Optional<WebOrigin> asked = WebOrigin.parse(own.scheme() + "://" + host);
		boolean port = host.matches(".*:[0-9]+");
		return asked.filter((each) -> isSameHost(each.host(), own.host()) && (!port || each.port() == own.port()))
			.isEmpty();
	}

	private static boolean isSameHost(String one, String other) {
		return one.equals(other) || (THIS_MACHINE.contains(one) && THIS_MACHINE.contains(other));
	}

}
