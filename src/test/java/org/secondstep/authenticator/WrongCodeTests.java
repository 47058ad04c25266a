package org.secondstep.authenticator;

import java.util.ResourceBundle;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.secondstep.authenticator.WrongCode.Reason;

import static org.assertj.core.api.Assertions.assertThat;

class WrongCodeTests {

	private static final ResourceBundle TEXTS = ResourceBundle.getBundle("messages");

	@ParameterizedTest
	@EnumSource
	void hasWordsForEveryReason(Reason reason) {
		assertThat(TEXTS.keySet()).contains(WrongCode.of(reason).messageKey());
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "MALFORMED", "THROWN_AWAY" })
	void hasWordsForEveryReasonThatTheAuditNames(Reason reason) {
		assertThat(TEXTS.keySet()).contains("event.detail." + reason.key());
	}

}
