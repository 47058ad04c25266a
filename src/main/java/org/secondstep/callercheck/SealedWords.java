package org.secondstep.callercheck;

import org.secondstep.secret.SealedColumn;
import org.secondstep.secret.SealedRows;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where the words of checks are kept.
 */
@Configuration(proxyBeanMethods = false)
class SealedWords {

	@Bean
	static SealedRows wordsOfChecks(JdbcClient jdbc) {
		return new SealedColumn(jdbc, "caller_check", "id", "sealed_words", "'words'", "t.account_id");
	}

}
