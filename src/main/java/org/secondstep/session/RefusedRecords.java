package org.secondstep.session;

import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

@Component
class RefusedRecords {

	private static final Logger log = LoggerFactory.getLogger(RefusedRecords.class);

	void report(UUID primaryId) {
		log.error("The record of session {} was damaged, copied, edited or invented", primaryId);
	}

}
