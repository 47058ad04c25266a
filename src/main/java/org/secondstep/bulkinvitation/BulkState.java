package org.secondstep.bulkinvitation;

enum BulkState {

	RUNNING, DONE, STOPPED

}
