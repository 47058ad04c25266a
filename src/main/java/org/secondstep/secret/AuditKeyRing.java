package org.secondstep.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
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
			return keys(KeyRing.parse(Files.readString(file)), null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The audit key file %s can't be read".formatted(file), ex);
		}
	}

	/**
	 * The lines of a key ring in the environment change with every rotation; the first
	 * one changes last.
	 * @return nothing if they are in a file
	 */
	Optional<AuditKeys> given() {
		if (this.audit.keyRing() != null) {
			return Optional.of(keys(KeyRing.parse(this.audit.keyRing()), null));
		}
		if (this.audit.keyRingFile() == null && this.secrets.keyRing() != null) {
			KeyRing ring = KeyRing.parse(this.secrets.keyRing());
			return Optional.of(keys(ring, ring.ids().iterator().next()));
		}
		return Optional.empty();
	}

	Path file() {
		return (this.audit.keyRingFile() != null) ? this.audit.keyRingFile()
				: this.secrets.keyRingFile().resolveSibling(FILE);
	}

	/**
	 * @param currentId none means the last key
	 */
	static AuditKeys keys(KeyRing ring, @Nullable String currentId) {
		Map<String, byte[]> keys = new LinkedHashMap<>();
		ring.ids().forEach((id) -> keys.put(id, ring.derive(id, "audit", "HmacSHA256").getEncoded()));
		return new AuditKeys(keys, (currentId != null) ? currentId : ring.currentId());
	}

}
