package org.secondstep.bulkinvitation;

enum StopReason {

	BY_HAND,

	/** The administrator who ordered it may no longer invite. */
	RIGHTS_LOST,

	/** No mail server is configured any more. */
	NO_MAIL_SERVER,

	/** The database was restored: invitations sent since the backup are unknown to it. */
	RESTORED

}
