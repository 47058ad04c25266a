package org.secondstep.session;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

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

	private String id;

	private final Instant created;

	private Instant lastAccessed;

	private Duration maxInactive;

	PortalSession(Instant created, Duration maxInactive) {
		this(UUID.randomUUID(), UUID.randomUUID().toString(), created, created, maxInactive, new HashMap<>());
	}

	PortalSession(UUID primaryId, String id, Instant created, Instant lastAccessed, Duration maxInactive,
			Map<String, String> parts) {
		this.primaryId = primaryId;
		this.id = id;
		this.created = created;
		this.lastAccessed = lastAccessed;
		this.maxInactive = maxInactive;
		this.parts = parts;
	}

	@Override
	public String getId() {
		return this.id;
	}

	@Override
	public String changeSessionId() {
		this.changed = true;
		this.id = UUID.randomUUID().toString();
		return this.id;
	}

	/**
	 * Another request replaced or ended the stored session meanwhile: this one is not
	 * written, and the browser keeps the cookie that it got there.
	 */
	void giveWay() {
		if (this.storedId != null) {
			this.id = this.storedId;
		}
	}

	void written() {
		this.storedId = this.id;
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
		return this.created;
	}

	@Override
	public void setLastAccessedTime(Instant now) {
		if (this.changed) {
			this.lastAccessed = now;
		}
		else if (now.isAfter(this.lastAccessed.plus(SEEN)) && !isLive()) {
			this.seen = now;
		}
	}

	@Override
	public Instant getLastAccessedTime() {
		return (this.seen != null) ? this.seen : this.lastAccessed;
	}

	@Override
	public void setMaxInactiveInterval(Duration interval) {
		this.changed = true;
		this.maxInactive = interval;
	}

	@Override
	public Duration getMaxInactiveInterval() {
		return this.maxInactive;
	}

	/**
	 * By the machine's clock, which the filter of Spring Session uses too.
	 */
	@Override
	public boolean isExpired() {
		return !SessionStore.MACHINE.instant().isBefore(expiresAt());
	}

	Instant expiresAt() {
		return getLastAccessedTime().plus(this.maxInactive);
	}

	private static boolean isLive() {
		return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
				&& CurrentSession.isLive(attributes.getRequest());
	}

}
