package org.secondstep.session;

import java.sql.DatabaseMetaData;
import java.time.Duration;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.servlet.http.HttpSession;
import org.secondstep.shell.PortalProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.servlet.filter.OrderedRequestContextFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.IndexResolver;
import org.springframework.session.Session;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	/**
	 * The repository of Spring Session only deletes what has expired: the filter uses
	 * ours, so nothing from the table is ever deserialized.
	 */
	@Bean
	static BeanPostProcessor portalSessionStore(ObjectProvider<SessionRows> rows,
			@Value("${spring.session.timeout}") Duration idle) {
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return (bean instanceof JdbcIndexedSessionRepository) ? new SessionStore(rows::getObject, idle) : bean;
			}
		};
	}

	/**
	 * A request is known as such before its session is looked up.
	 */
	@Bean
	OrderedRequestContextFilter requestContextFilter() {
		OrderedRequestContextFilter filter = new OrderedRequestContextFilter();
		filter.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 1);
		return filter;
	}

	@Bean
	CookieSerializer cookieSerializer(PortalProperties portal, @Value("${spring.session.timeout}") Duration idle) {
		DefaultCookieSerializer serializer = new StayingCookieSerializer(idle);
		serializer.setCookieName(portal.cookieName("SESSION"));
		serializer.setUseSecureCookie(portal.isSecure());
		serializer.setSameSite("Lax");
		serializer.setCookiePath("/");
		return serializer;
	}

	/**
	 * The cookie of a session that outlives the usual idle time outlives the browser too.
	 */
	private static final class StayingCookieSerializer extends DefaultCookieSerializer {

		private final Duration idle;

		StayingCookieSerializer(Duration idle) {
			this.idle = idle;
		}

		@Override
		public void writeCookieValue(CookieValue cookie) {
			HttpSession session = cookie.getRequest().getSession(false);
			if (session != null && session.getMaxInactiveInterval() > this.idle.toSeconds()) {
				cookie.setCookieMaxAge(session.getMaxInactiveInterval());
			}
			super.writeCookieValue(cookie);
		}

	}

}
