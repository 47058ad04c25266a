package org.secondstep.session;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.session.MapSession;
import org.springframework.session.Session;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * A session as one request sees it. It holds texts only, its parts, and is written when
 * something in it changed. That its owner was seen is noted once a minute, apart from
 * that.
 */
final class PortalSession implements Session {

	private static final Duration SEEN = Duration.ofMinutes(1);

	final UUID primaryId;

	/** The id under which the store knows it; none while it is new. */
	@Nullable String storedId;

	final Map<String, String> parts;

	boolean changed;

	@Nullable Instant seen;

	/** Id and times, by the clock of Spring Session. */
	private final MapSession known;

	PortalSession(Duration maxInactive) {
		this(UUID.randomUUID(), new MapSession(), new HashMap<>());
		this.known.setMaxInactiveInterval(maxInactive);
	}

	PortalSession(UUID primaryId, MapSession known, Map<String, String> parts) {
		this.primaryId = primaryId;
		this.known = known;
		this.parts = parts;
	}

	@Override
	public String getId() {
		return this.known.getId();
	}

	@Override
	public String changeSessionId() {
		this.changed = true;
		return this.known.changeSessionId();
	}

	/**
	 * Another request replaced or ended the stored session meanwhile: this one is not
	 * written, and the browser keeps the cookie that it got there.
	 */
	void giveWay() {
		if (this.storedId != null) {
			this.known.setId(this.storedId);
		}
	}

	void written() {
		this.storedId = getId();
		this.changed = false;
		this.seen = null;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T getAttribute(String name) {
		return (T) this.parts.get(name);
	}

	@Override
	public Set<String> getAttributeNames() {
		return Set.copyOf(this.parts.keySet());
	}

	@Override
	public void setAttribute(String name, @Nullable Object value) {
		if (value == null) {
			removeAttribute(name);
			return;
		}
		if (!(value instanceof String text)) {
			throw new IllegalArgumentException("Expected a text as part " + name + " of a session: see SessionPart");
		}
		this.changed |= !text.equals(this.parts.put(name, text));
	}

	@Override
	public void removeAttribute(String name) {
		this.changed |= this.parts.remove(name) != null;
	}

	@Override
	public Instant getCreationTime() {
		return this.known.getCreationTime();
	}

	@Override
	public void setLastAccessedTime(Instant now) {
		if (this.changed) {
			this.known.setLastAccessedTime(now);
		}
		else if (now.isAfter(this.known.getLastAccessedTime().plus(SEEN)) && !isLive()) {
			this.seen = now;
		}
	}

	@Override
	public Instant getLastAccessedTime() {
		return (this.seen != null) ? this.seen : this.known.getLastAccessedTime();
	}

	@Override
	public void setMaxInactiveInterval(Duration interval) {
		this.changed = true;
		this.known.setMaxInactiveInterval(interval);
	}

	@Override
	public Duration getMaxInactiveInterval() {
		return this.known.getMaxInactiveInterval();
	}

	@Override
	public boolean isExpired() {
		return this.known.isExpired();
	}

	Instant expiresAt() {
		return getLastAccessedTime().plus(getMaxInactiveInterval());
	}

	private static boolean isLive() {
		return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
				&& CurrentSession.isLive(attributes.getRequest());
	}

}
