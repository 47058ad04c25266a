package org.secondstep.shell;

import java.util.Arrays;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Logs an outage in one line, whoever logs it: while the database is away every request
 * and every background job fails, and stack traces would bury everything else.
 */
@Component
class OutageLog extends TurboFilter implements InitializingBean, DisposableBean {

	private static final String CALLER = OutageLog.class.getName();

	private static final LoggerContext CONTEXT = (LoggerContext) LoggerFactory.getILoggerFactory();

	@Override
	public void afterPropertiesSet() {
		CONTEXT.addTurboFilter(this);
	}

	@Override
	public void destroy() {
		CONTEXT.getTurboFilterList().remove(this);
	}

	@Override
	public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
			Object @Nullable [] arguments, @Nullable Throwable thrown) {
		Throwable logged = (thrown != null) ? thrown : last(arguments);
		if (logged == null || !level.isGreaterOrEqual(logger.getEffectiveLevel()) || !Outage.isIn(logged)) {
			return FilterReply.NEUTRAL;
		}
		Object[] given = (arguments != null) ? arguments : new Object[0];
		int kept = (thrown != null) ? given.length : given.length - 1;
		Object[] said = Arrays.copyOf(given, kept + 1);
		said[kept] = Outage.reason(logged).orElse("");
		logger.log(marker, CALLER, Level.toLocationAwareLoggerInteger(level), (format != null) ? format + ": {}" : "{}",
				said, null);
		return FilterReply.DENY;
	}

	private static @Nullable Throwable last(Object @Nullable [] arguments) {
		return (arguments != null && arguments.length > 0
				&& arguments[arguments.length - 1] instanceof Throwable thrown) ? thrown : null;
	}

}
