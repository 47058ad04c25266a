package org.secondstep.shell;

import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
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

}
