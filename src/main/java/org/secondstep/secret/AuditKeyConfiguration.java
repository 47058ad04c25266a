package org.secondstep.secret;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
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
	AuditKeys auditKeys(SecretProperties secrets, AuditKeyProperties settings, SecureRandom random, AuditTrail trail) {
		AuditKeyRing ring = new AuditKeyRing(secrets, settings);
		List<ChainHead> ends = trail.heads();
		List<String> written = ends.stream()
			.map(ChainHead::keyId)
			.filter(Objects::nonNull)
			.distinct()
			.sorted()
			.toList();
		AuditKeys keys = open(ring, written, random);
		List<String> missing = written.stream()
			.filter((id) -> ends.stream().noneMatch((end) -> id.equals(end.keyId()) && keys.verify(end)))
			.toList();
		if (!missing.isEmpty()) {
			throw new UnusableKeyRingException("The audit key ring does not fit the audit: the keys " + missing
					+ " are missing or other ones. Put the right audit key ring back; nothing was changed");
		}
		return keys;
	}

	private static AuditKeys open(AuditKeyRing ring, List<String> written, SecureRandom random) {
		try {
			return ring.given().orElseGet(() -> open(ring.file(), written, random));
		}
		catch (IllegalArgumentException | UncheckedIOException ex) {
			throw new UnusableKeyRingException("Audit keys: " + ex.getMessage(), ex);
		}
	}

	private static AuditKeys open(Path file, List<String> written, SecureRandom random) {
		if (Files.notExists(file) && !written.isEmpty()) {
			throw new UnusableKeyRingException(
					"The audit key file " + file + " is missing, but the audit was written with" + " the keys "
							+ written + ". Put the file back, or copy it from another node");
		}
		KeyRing ring = KeyRing.openOrCreate(file, random);
		if (KeyRing.isTooOpen(file)) {
			log.warn("Others may read the audit key file {}: give it mode 600", file);
		}
		return AuditKeyRing.keys(ring, null);
	}

}
