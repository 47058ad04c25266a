package org.secondstep.secret;

import org.springframework.context.ApplicationContext;

/**
 * Looks at every sealed row now, as the portal does every hour.
 */
public final class HourlyLook {

	private HourlyLook() {
	}

	public static void take(ApplicationContext portal) {
		portal.getBean(Resealing.class).sealAnew();
	}

}
