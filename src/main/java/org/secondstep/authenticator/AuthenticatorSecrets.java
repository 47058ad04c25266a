package org.secondstep.authenticator;

import org.secondstep.secret.SealedColumn;
import org.secondstep.secret.SealedRows;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where secrets of apps are kept.
 */
@Configuration(proxyBeanMethods = false)
class AuthenticatorSecrets {

	private static final String COLUMN = "sealed_secret";

	private static final String PURPOSE = "'totp-secret'";

	@Bean
	static SealedRows registeredSecrets(JdbcClient jdbc) {
		return new SealedColumn(jdbc, "authenticator_app", "method_id", COLUMN, PURPOSE,
				"(select m.account_id from sign_in_method m where m.id = t.method_id)");
	}

	@Bean
	static SealedRows pendingSecrets(JdbcClient jdbc) {
		return new SealedColumn(jdbc, "pending_authenticator", "account_id", COLUMN, PURPOSE, "t.account_id");
	}

	@Bean
	static SealedRows earlierSecrets(JdbcClient jdbc) {
		return new SealedColumn(jdbc, "earlier_authenticator", "id", COLUMN, PURPOSE, "t.account_id");
	}

}
