package org.secondstep.setup;

import org.secondstep.shell.PortalProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
@Profile("!demo")
class SetupAnnouncement {

	private static final Logger log = LoggerFactory.getLogger(SetupAnnouncement.class);

	private final Setup setup;

	private final PortalProperties portal;

	SetupAnnouncement(Setup setup, PortalProperties portal) {
		this.setup = setup;
		this.portal = portal;
	}

	@EventListener(ApplicationReadyEvent.class)
	void announce() {
		if (this.setup.isNeeded()) {
			log.info(
					"There is no account yet. Open this address within 24 hours, once, to set Second Step up: {}/setup?token={}",
					this.portal.baseUrl(), this.setup.issueToken());
		}
	}

}
