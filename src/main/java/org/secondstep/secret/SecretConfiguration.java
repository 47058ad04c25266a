package org.secondstep.secret;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.secondstep.audit.Audit;
import org.secondstep.job.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Opens the key ring, and only if it fits what is already sealed: a portal with the wrong
 * keys does not start, and no key is made where others are missed.
 */
@Configuration(proxyBeanMethods = false)
class SecretConfiguration {

	private static final Logger log = LoggerFactory.getLogger(SecretConfiguration.class);

	@Bean
	static DatabaseFile.Preparation filesForTheirOwnerOnly(Environment environment) {
		return new DatabaseFile.Preparation(environment);
	}

	@Bean
	@DependsOnDatabaseInitialization
	KeyCheck keyCheck(JdbcClient jdbc, List<SealedRows> tables, Audit audit, TransactionOperations transaction) {
		return new KeyCheck(jdbc, tables, audit, transaction);
	}

	@Bean
	KeyRing keyRing(SecretProperties properties, SecureRandom random, KeyCheck check) {
		check.refuseUnknownKeys();
		return open(properties, random, check);
	}

	@Bean
	SealingKey sealingKey(JdbcClient jdbc, KeyRing ring, Environment environment) {
		return new StoredSealingKey(jdbc, environment.getProperty("spring.datasource.url", "").contains(":postgresql:"),
				ring.currentId());
	}

	@Bean
	KeyPhases keyPhases(JdbcClient jdbc, KeyRing ring, SealingKey key, Audit audit, TransactionOperations transaction,
			Clock clock) {
		return new KeyPhases(jdbc, ring, key, audit, transaction, clock);
	}

	@Bean
	Sealer sealer(KeyRing ring, SecureRandom random, SealingKey key, KeyCheck check, KeyPhases phases) {
		check.refuseWrongKeys(ring, new Sealer(ring, random));
		phases.report();
		return new Sealer(ring, random, key);
	}

	@Bean
	Job reportKeyRing(KeyPhases phases) {
		return Job.everywhere(Duration.ofSeconds(10), "key-ring", phases::report);
	}

	/**
	 * On each node, whose health says what it found.
	 */
	@Bean
	Job sealAnew(Resealing resealing) {
		return Job.everywhere(Duration.ofHours(1), "sealing", resealing::sealAnew);
	}

	@Bean
	SealedNotes sealedNotes(SecretProperties properties, Sealer sealer) {
		return new SealedNotes(properties.keyRingFile(), sealer);
	}

	private static KeyRing open(SecretProperties properties, SecureRandom random, KeyCheck check) {
		try {
			return read(properties, random, check);
		}
		catch (IllegalArgumentException | UncheckedIOException ex) {
			throw new UnusableKeyRingException(ex.getMessage(), ex);
		}
	}

	private static KeyRing read(SecretProperties properties, SecureRandom random, KeyCheck check) {
		if (properties.keyRing() != null) {
			return KeyRing.parse(properties.keyRing());
		}
		if (Files.notExists(properties.keyRingFile()) && !check.sealedWith().isEmpty()) {
			throw new UnusableKeyRingException(
					"The key file " + properties.keyRingFile() + " is missing, but the database"
							+ " holds secrets sealed with the keys " + check.sealedWith() + ". Put the file back");
		}
		KeyRing ring = KeyRing.openOrCreate(properties.keyRingFile(), random);
		if (KeyRing.isTooOpen(properties.keyRingFile())) {
			log.warn("Others may read the key file {}: give it mode 600", properties.keyRingFile());
		}
		return ring;
	}

}
