package org.secondstep.shell;

import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

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

	private static String pathOf(BaseUrl address, String contextPath) {
		if (!contextPath.isEmpty() && !contextPath.equals(address.path())) {
			throw new IllegalStateException("server.servlet.context-path is " + contextPath
					+ ", but secondstep.base-url is " + address + ": set secondstep.base-url to " + address.origin()
					+ contextPath + ", or leave server.servlet.context-path away");
		}
		return address.path();
	}

}
