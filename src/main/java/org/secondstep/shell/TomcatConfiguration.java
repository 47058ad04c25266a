package org.secondstep.shell;

import org.apache.catalina.valves.RemoteIpValve;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

	private static final String PROXIES = "server.tomcat.remoteip.internal-proxies";

	/**
	 * Tomcat fails a request that names more than ten languages; the size of a header is
	 * limit enough.
	 */
	@Bean
	TomcatConnectorCustomizer anyNumberOfLanguages() {
		return (connector) -> connector.setMaxLocaleCount(-1);
	}

	/**
	 * The portal lies below the path of its address; a proxy passes that path on.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> belowThePathOfItsAddress(PortalProperties portal) {
		return (server) -> {
			if (portal.baseUrl() != null) {
				server.setContextPath(pathOf(portal.baseUrl(), server.getContextPath()));
			}
		};
	}

	/**
	 * Tomcat takes a list without masks for one expression, which no address fits.
	 */
	@Bean
	static BeanFactoryPostProcessor proxiesThatCanBeKnown(Environment environment) {
		return (beans) -> {
			String proxies = environment.getProperty(PROXIES, "");
			try {
				new RemoteIpValve().setInternalProxies(proxies);
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalStateException(PROXIES + " is '" + proxies + "': " + ex.getMessage(), ex);
			}
			if (proxies.contains(",") && !proxies.contains("/")) {
				throw new IllegalStateException(PROXIES + " is '" + proxies
						+ "': a list needs masks (10.0.0.5/32, 10.0.0.6/32), a regular expression no comma");
			}
		};
	}

	private static String pathOf(BaseUrl address, String contextPath) {
		if (!contextPath.isEmpty() && !contextPath.equals(address.path())) {
			throw new IllegalStateException("server.servlet.context-path is " + contextPath
					+ ", but secondstep.base-url is " + address + ": set secondstep.base-url to " + address.origin()
					+ contextPath + ", or leave server.servlet.context-path away");
		}
		return address.path();
	}

}
