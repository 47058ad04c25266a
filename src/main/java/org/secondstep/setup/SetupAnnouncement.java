package org.secondstep.setup;

import org.secondstep.shell.PortalAddress;
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

	private final PortalAddress address;

	SetupAnnouncement(Setup setup, PortalAddress address) {
		this.setup = setup;
		this.address = address;
	}

	@EventListener(ApplicationReadyEvent.class)
	void announce() {
		if (this.setup.isNeeded()) {
			log.info(
					"There is no account yet. Open this address within 24 hours, once, to set Second Step up: {}/setup?token={}",
					this.address.text(), this.setup.issueToken());
		}
	}

}
