package org.secondstep.passwordhash;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * So many passwords are waiting to be compared that another one is refused.
 */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
public class TooManyPasswordsException extends RuntimeException {

	TooManyPasswordsException() {
		super("Too many passwords are waiting to be compared");
	}

}
