package org.secondstep.audit;

/**
 * A chain ends with a key that this node does not have, so it can't be continued here.
 */
class MissingAuditKeyException extends RuntimeException {

	MissingAuditKeyException(String keyId) {
		super("The audit was written with the key " + keyId
				+ ", which this node does not have. Append it to the audit key ring and start again");
	}

}
