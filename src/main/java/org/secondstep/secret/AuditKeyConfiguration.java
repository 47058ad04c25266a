package org.secondstep.secret;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.secondstep.audit.AuditKeys;
import org.secondstep.audit.AuditTrail;
import org.secondstep.audit.ChainHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Opens the keys of the audit, and only if they fit what was written: no key is made
 * where another one is missed.
 */
@Configuration(proxyBeanMethods = false)
class AuditKeyConfiguration {

	private static final Logger log = LoggerFactory.getLogger(AuditKeyConfiguration.class);

	@Bean
	@DependsOnDatabaseInitialization
	AuditKeys auditKeys(SecretProperties secrets, AuditKeyProperties settings, KeyRing ring, AuditTrail trail) {
		List<ChainHead> ends = trail.heads();
		try {
			AuditKeyRing audit = new AuditKeyRing(secrets, settings);
			AuditKeys keys = audit.given().orElseGet(() -> open(audit.file(), ring, ends));
			List<String> missing = missing(keys, ends);
			if (!missing.isEmpty()) {
				throw new UnusableKeyRingException("The audit key ring does not fit the audit: the keys " + missing
						+ " are missing or other ones. Put the right audit key ring back; nothing was changed");
			}
			return keys;
		}
		catch (IllegalArgumentException | UncheckedIOException ex) {
			throw new UnusableKeyRingException("Audit keys: " + ex.getMessage(), ex);
		}
	}

	private static AuditKeys open(Path file, KeyRing ring, List<ChainHead> ends) {
		String line = AuditKeyRing.line(ring);
		List<String> missing = missing(AuditKeyRing.keys(KeyRing.parse(line)), ends);
		if (Files.notExists(file) && !missing.isEmpty()) {
			throw new UnusableKeyRingException("The audit key file " + file + " is missing, but the audit was written"
					+ " with the keys " + missing + ". Put the file back, or copy it from another node");
		}
		KeyRing opened = KeyRing.parse(KeyFile.readOrCreate(file, () -> line + System.lineSeparator()));
		if (KeyRing.isTooOpen(file)) {
			log.warn("Others may read the audit key file {}: give it mode 600", file);
		}
		return AuditKeyRing.keys(opened);
	}

	/**
	 * @return ids of keys with which ends of chains were written and which are not here
	 */
	private static List<String> missing(AuditKeys keys, List<ChainHead> ends) {
		return ends.stream()
			.map(ChainHead::keyId)
			.filter(Objects::nonNull)
			.distinct()
			.sorted()
			.filter((id) -> ends.stream().noneMatch((end) -> id.equals(end.keyId()) && keys.verify(end)))
			.toList();
	}

}
