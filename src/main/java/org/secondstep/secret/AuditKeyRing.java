package org.secondstep.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.secondstep.audit.AuditKeys;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Where the keys of the audit come from: a file of their own, the environment, or the key
 * ring itself where that is in the environment and nothing is said of the audit. They are
 * apart from the key ring because they stay: what was sealed is sealed anew, what was
 * written to the audit is not.
 */
public final class AuditKeyRing {

	private static final String FILE = "secondstep.audit.keys";

	private static final String HMAC = "HmacSHA256";

	private final SecretProperties secrets;

	private final AuditKeyProperties audit;

	AuditKeyRing(SecretProperties secrets, AuditKeyProperties audit) {
		this.secrets = secrets;
		this.audit = audit;
	}

	/**
	 * Changes nothing and makes no key.
	 * @return the keys that the portal with these settings has, if any
	 * @throws IllegalArgumentException if they can't be used
	 */
	public static AuditKeys read(Environment environment) {
		Binder binder = Binder.get(environment);
		AuditKeyRing ring = new AuditKeyRing(binder.bindOrCreate("secondstep", SecretProperties.class),
				binder.bindOrCreate("secondstep.audit", AuditKeyProperties.class));
		return ring.given()
			.or(() -> Optional.of(ring.file()).filter(Files::exists).map(AuditKeyRing::read))
			.orElse(AuditKeys.NONE);
	}

	private static AuditKeys read(Path file) {
		try {
			return keys(KeyRing.parse(Files.readString(file)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The audit key file %s can't be read".formatted(file), ex);
		}
	}

	/**
	 * @return nothing if they are in a file
	 */
	Optional<AuditKeys> given() {
		if (this.audit.keyRing() != null) {
			return Optional.of(keys(KeyRing.parse(this.audit.keyRing())));
		}
		return (this.audit.keyRingFile() == null && this.secrets.keyRing() != null)
				? Optional.of(keys(KeyRing.parse(line(KeyRing.parse(this.secrets.keyRing()))))) : Optional.empty();
	}

	/**
	 * Derived from the oldest line of the key ring, so that every node has the same one
	 * without being told. That line changes last.
	 * @return the only line of an audit key ring where none was made yet
	 */
	static String line(KeyRing ring) {
		String oldest = ring.ids().iterator().next();
		return oldest + ":"
				+ Base64.getEncoder().encodeToString(ring.derive(oldest, "audit key ring", HMAC).getEncoded());
	}

	Path file() {
		return (this.audit.keyRingFile() != null) ? this.audit.keyRingFile()
				: this.secrets.keyRingFile().resolveSibling(FILE);
	}

	static AuditKeys keys(KeyRing ring) {
		Map<String, byte[]> keys = new HashMap<>();
		ring.ids().forEach((id) -> keys.put(id, ring.derive(id, "audit", HMAC).getEncoded()));
		return new AuditKeys(keys, ring.currentId());
	}

}
