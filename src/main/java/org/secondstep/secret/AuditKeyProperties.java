package org.secondstep.secret;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the keys of the audit are.
 *
 * @param keyRingFile file with one key a line, <code>id:base64</code>, the last one
 * current; <code>secondstep.audit.keys</code> beside the file of the key ring unless set;
 * created with mode 600 at the first start. Keep it apart from the database
 * @param keyRing the same lines themselves, from the environment, instead of a file
 */
@ConfigurationProperties("secondstep.audit")
record AuditKeyProperties(@Nullable Path keyRingFile, @Nullable String keyRing) {

	@Override
	public String toString() {
		return "redacted";
	}

}
