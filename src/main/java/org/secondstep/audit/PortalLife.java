package org.secondstep.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Remembers every start before the first visitor comes in and every stop after the last
 * one has left, so that a start without a stop before it tells of a crash.
 */
@Component
class PortalLife implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(PortalLife.class);

	private final Audit audit;

	private final UnkeyedChains unkeyed;

	private volatile boolean running;

	PortalLife(Audit audit, UnkeyedChains unkeyed) {
		this.audit = audit;
		this.unkeyed = unkeyed;
	}

	@Override
	public void start() {
		this.unkeyed.keyAll();
		this.audit.remember(AuditEvent.ofPortal(AuditAction.PORTAL_STARTED));
		this.running = true;
	}

	/**
	 * A portal that lost its database must end nevertheless.
	 */
	@Override
	public void stop() {
		this.running = false;
		try {
			this.audit.remember(AuditEvent.ofPortal(AuditAction.PORTAL_STOPPED));
		}
		catch (RuntimeException ex) {
			log.error("The stop of the portal could not be remembered", ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * A pause is no end.
	 */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
	}

}
