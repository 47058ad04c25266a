package org.secondstep.shell;

import java.time.Duration;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceChainRegistration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * Where style sheets, scripts and drawings lie. Spring Boot would look below every
 * address for one, and so for every link of every page: that costs more than the page.
 */
@Configuration(proxyBeanMethods = false)
class AssetConfiguration implements WebMvcConfigurer {

	private static final CacheControl YEAR = CacheControl.maxAge(Duration.ofDays(365));

	private static final CacheControl DAY = CacheControl.maxAge(Duration.ofDays(1));

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		add(registry, "/css/**", "static/css/", YEAR).addResolver(byContent());
		add(registry, "/js/**", "static/js/", YEAR).addResolver(byContent());
		add(registry, "/webjars/**", "META-INF/resources/webjars/", YEAR);
		add(registry, "/favicon.*", "static/", DAY);
	}

	private static ResourceChainRegistration add(ResourceHandlerRegistry registry, String pattern, String location,
			CacheControl cache) {
		return registry.addResourceHandler(pattern)
			.addResourceLocations("classpath:/" + location)
			.setCacheControl(cache)
			.resourceChain(true);
	}

	/**
	 * The address carries the content's hash, so that a browser may keep it.
	 */
	private static VersionResourceResolver byContent() {
		return new VersionResourceResolver().addContentVersionStrategy("/**");
	}

}
