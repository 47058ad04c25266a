package org.secondstep.secret;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the keys are that seal secrets in the database.
 *
 * @param keyRingFile file with one key a line, <code>id:base64</code>, the last one
 * current; created with mode 600 at the first start. Keep it apart from the database
 * @param keyRing the same lines themselves, from the environment, instead of a file
 */
@ConfigurationProperties("secondstep")
record SecretProperties(@DefaultValue("./data/secondstep.keys") Path keyRingFile, @Nullable String keyRing) {

	@Override
	public String toString() {
		return "redacted";
	}

}
