package org.secondstep.audit;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.method.SignInMethods;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PortalTest
class AuditTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SignInMethods methods;

	@Autowired
	Audit audit;

	@Autowired
	JdbcClient jdbc;

	AccountProfile emma;

	@BeforeEach
	void invent() {
		this.emma = this.people.employee();
	}

	@Test
	void leavesOneLineForEverything_H01() {
		this.doorway.withWrongPassword(this.emma.username());
		Visitor visitor = this.doorway.withPassword(this.emma);
		visitor.get("/security-info/authenticator-app/open");
		visitor.post("/security-info/authenticator-app/open", "name", "Phone");
		visitor.get("/security-info/authenticator-app/scan");
		visitor.post("/security-info/authenticator-app/start-again");
		visitor.post("/security-info/authenticator-app/scan", "code", "000000");
		Phone phone = this.doorway.enroll(visitor);
		visitor.get("/security-info/check-code");
		visitor.post("/security-info/check-code", "code", phone.code());
		visitor.post("/security-info/check-code", "code", phone.wrongCode());
		UUID id = this.methods.of(this.emma.id()).get(0).id();
		visitor.post("/security-info/methods/" + id + "/rename", "name", "Mobile");
		visitor.post("/security-info/default", "id", id.toString());
		visitor.post("/language", "language", "nl", "return", "/");
		visitor.get("/privacy/download");
		visitor.send(visitor.form("/devices/end-others", "forged"));
		visitor.get("/helpdesk");
		visitor.post("/devices/end-others");
		visitor.post("/sign-out");
		visitor.signIn(this.emma.username(), People.PASSWORD);
		visitor.get("/sign-in/verify");
		visitor.post("/sign-in/verify", "code", phone.wrongCode());
		String code = phone.code();
		visitor.post("/sign-in/verify", "code", code);
		visitor.get("/sign-in/stay-signed-in");
		visitor.post("/sign-in/stay-signed-in", "answer", "yes");
		visitor.get("/security-info");
		visitor.post("/security-info/methods/" + id + "/remove");

		assertThat(actions()).containsExactly("ACCOUNT_CREATED", "PASSWORD_WRONG", "PASSWORD_ACCEPTED",
				"ENROLLMENT_STARTED", "ENROLLMENT_RESTARTED", "ENROLLMENT_CODE_WRONG", "METHOD_REGISTERED",
				"CODE_CHECKED", "CODE_CHECK_WRONG", "METHOD_RENAMED", "DEFAULT_METHOD_CHOSEN", "LANGUAGE_CHOSEN",
				"DATA_DOWNLOADED", "REQUEST_FORGED", "ACCESS_REFUSED", "SESSION_ENDED", "SIGNED_OUT",
				"PASSWORD_ACCEPTED", "SECOND_STEP_WRONG", "SECOND_STEP_ACCEPTED", "STAYED_SIGNED_IN", "METHOD_REMOVED");
	}

	@Test
	void tellsWhoWhenAndFromWhere_H01_H09() {
		Visitor visitor = this.doorway.visitor();
		visitor.get("/sign-in");
		visitor.send(HttpRequest
			.newBuilder(visitor.form("/sign-in/password", visitor.token(), "username", this.emma.username(), "password",
					"wrong"), (name, value) -> true)
			.header("X-Forwarded-For", "10.9.8.7")
			.header("X-User", "root")
			.build());
		this.doorway.settle();

		Map<String, Object> entry = this.jdbc
			.sql("select * from audit_entry where account_id = ? and action = 'PASSWORD_WRONG'")
			.param(this.emma.id())
			.query()
			.singleRow();

		assertThat(entry.get("account_name")).isEqualTo(this.emma.username());
		assertThat(entry.get("actor_id")).isEqualTo(this.emma.id());
		assertThat(entry.get("chain_id")).isEqualTo(this.emma.organization().id());
		assertThat(entry.get("address")).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
		assertThat(entry.get("request_id")).asString().hasSize(12);
		assertThat(entry.get("at")).isNotNull();
	}

	@Test
	void holdsNoSecret_H02() {
		Visitor visitor = this.doorway.withPassword(this.emma);
		Phone phone = this.doorway.enroll(visitor);
		String wrong = phone.wrongCode();
		Visitor guesser = this.doorway.withPassword(this.emma);
		guesser.get("/sign-in/verify");
		guesser.post("/sign-in/verify", "code", wrong);

		String all = this.jdbc.sql("select * from audit_entry where account_id = ?")
			.param(this.emma.id())
			.query()
			.listOfRows()
			.toString();

		assertThat(all).contains("SECOND_STEP_WRONG")
			.doesNotContain(phone.key(), wrong, People.PASSWORD, visitor.cookie("SESSION").orElseThrow());
	}

	@Test
	void remembersNothingOutsideATransaction() {
		AuditEvent event = AuditEvent.of(AuditAction.SIGNED_OUT, this.emma.subject());

		assertThatExceptionOfType(IllegalTransactionStateException.class).isThrownBy(() -> this.audit.write(event));
	}

	private List<String> actions() {
		return this.jdbc.sql("select action from audit_entry where account_id = ? order by id")
			.param(this.emma.id())
			.query(String.class)
			.list();
	}

}
