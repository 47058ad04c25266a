package org.secondstep.shell;

import java.util.Objects;

import jakarta.servlet.ServletContext;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The address under which people reach this portal: as it is set, or else this machine
 * with the port that is open. Links in mails and the setup address begin with it, never
 * with what a request says.
 */
@Component
public class PortalAddress {

	private static final int DEFAULT_PORT = 8080;

	private final PortalProperties portal;

	private final Environment environment;

	private final ServletContext context;

	PortalAddress(PortalProperties portal, Environment environment, ServletContext context) {
		this.portal = portal;
		this.environment = environment;
		this.context = context;
	}

	/**
	 * @return without a slash at its end
	 */
	public String text() {
		return baseUrl().toString();
	}

	/**
	 * @return below which the portal lies on its host, or an empty text
	 */
	public String path() {
		return this.context.getContextPath();
	}

	public WebOrigin origin() {
		return baseUrl().origin();
	}

	private BaseUrl baseUrl() {
		return Objects.requireNonNullElseGet(this.portal.baseUrl(), this::ofThisMachine);
	}

	/**
	 * The port is known once the server has started.
	 */
	private BaseUrl ofThisMachine() {
		int port = this.environment.getProperty("local.server.port", Integer.class, DEFAULT_PORT);
		return new BaseUrl(new WebOrigin("http", "localhost", port), path());
	}

}
