package org.secondstep.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.session.Session;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * A session that is written when something in it changed. That its owner was seen is told
 * once a minute, apart from that.
 *
 * @param <S> the session of the store behind it
 */
final class SparingSession<S extends Session> implements Session {

	private static final Duration SEEN = Duration.ofMinutes(1);

	final S kept;

	boolean changed;

	@Nullable Instant seen;

	SparingSession(S kept, boolean changed) {
		this.kept = kept;
		this.changed = changed;
	}

	@Override
	public String getId() {
		return this.kept.getId();
	}

	@Override
	public String changeSessionId() {
		this.changed = true;
		return this.kept.changeSessionId();
	}

	@Override
	public <T> @Nullable T getAttribute(String name) {
		return this.kept.getAttribute(name);
	}

	@Override
	public Set<String> getAttributeNames() {
		return this.kept.getAttributeNames();
	}

	@Override
	public void setAttribute(String name, Object value) {
		this.changed = true;
		this.kept.setAttribute(name, value);
	}

	@Override
	public void removeAttribute(String name) {
		this.changed = true;
		this.kept.removeAttribute(name);
	}

	@Override
	public Instant getCreationTime() {
		return this.kept.getCreationTime();
	}

	@Override
	public void setLastAccessedTime(Instant seen) {
		if (this.changed) {
			this.kept.setLastAccessedTime(seen);
		}
		else if (seen.isAfter(this.kept.getLastAccessedTime().plus(SEEN)) && !isLive()) {
			this.seen = seen;
		}
	}

	@Override
	public Instant getLastAccessedTime() {
		return (this.seen != null) ? this.seen : this.kept.getLastAccessedTime();
	}

	@Override
	public void setMaxInactiveInterval(Duration interval) {
		this.changed = true;
		this.kept.setMaxInactiveInterval(interval);
	}

	@Override
	public Duration getMaxInactiveInterval() {
		return this.kept.getMaxInactiveInterval();
	}

	@Override
	public boolean isExpired() {
		return this.kept.isExpired();
	}

	private static boolean isLive() {
		return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
				&& CurrentSession.isLive(attributes.getRequest());
	}

}
