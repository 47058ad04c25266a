package org.secondstep.secret;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The key with which all nodes seal is not in the ring of this node, which slept while it
 * was taken up. Nothing is sealed with another one.
 */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
public class MissingKeyException extends RuntimeException {

	MissingKeyException(String keyId) {
		super("The key " + keyId + ", with which the other nodes seal, is not in the key ring of this node");
	}

}
