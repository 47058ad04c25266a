package org.secondstep.adminrecovery;

import java.time.Duration;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.RememberedEvent;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PostOffice;
import org.secondstep.support.Race;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way back in for an administrator whom nobody else can help.
 */
@Tag("database")
class AdministratorRecoveryTests extends PostOffice {

	private static final String PAGE = "/sign-in/recover";

	private static final String CHOSEN = "Nothing-but-orchids-42";

	private static final MfaPolicy PASS_NEEDED = new MfaPolicy(null, 0, true, 14, Set.of());

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	AdministratorRecovery recovery;

	@Autowired
	Audit audit;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	AccountProfile ada;

	Phone phone;

	Visitor signedIn;

	@BeforeEach
	void loseThePhone() {
		this.ada = this.people.account("Ada Claes", this.people.organization(MfaPolicy.VOLUNTARY),
				Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		this.signedIn = this.doorway.withPassword(this.ada);
		this.phone = this.doorway.enroll(this.signedIn);
	}

	@Test
	void letsAnAdministratorInWithAnotherPasswordAndAnotherPhone_K7_2() {
		Visitor visitor = this.doorway.visitor();

		Answer opened = visitor.get(path(issue()));
		Answer form = visitor.get(PAGE);
		Answer chosen = choose(visitor);
		Phone another = this.doorway.enroll(visitor);

		assertThat(opened.location()).isEqualTo(PAGE);
		assertThat(form.heading()).isEqualTo("Recover your account");
		assertThat(chosen.location()).isEqualTo("/security-info/add");
		assertThat(visitor.get("/admin").status()).isEqualTo(200);
		assertThat(this.signedIn.landing("/overview")).isEqualTo("/sign-in");
		Visitor later = this.doorway.visitor().signIn(this.ada.username(), CHOSEN);
		assertThat(later.post("/sign-in/verify", "code", this.phone.code()).location()).isEmpty();
		this.clock.nextCode();
		assertThat(later.post("/sign-in/verify", "code", another.code()).location())
			.isEqualTo("/sign-in/stay-signed-in");
		assertThat(actions()).contains(AuditAction.ADMINISTRATOR_RECOVERY_ISSUED, AuditAction.ADMINISTRATOR_RECOVERED,
				AuditAction.PASSWORD_CHANGED);
	}

	@Test
	void isATicketWhereTheOrganizationWantsAPass_K7_2() {
		AccountProfile strict = this.people.account("Ada Claes", this.people.organization(PASS_NEEDED),
				Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		Visitor visitor = this.doorway.visitor();

		visitor.get(path(this.recovery.issue(strict.username())));
		choose(visitor);
		this.doorway.enroll(visitor);

		assertThat(visitor.get("/admin").status()).isEqualTo(200);
	}

	@Test
	void tellsEveryAdministratorBeforeTheAddressIsShown_K7_2() throws Exception {
		AccountProfile other = this.people.account("Bea Claes", this.ada.organization(),
				Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));

		RecoveryAnswer answer = issue();

		assertThat(actions()).contains(AuditAction.ADMINISTRATOR_RECOVERY_ISSUED);
		assertThat(await(other, 1)).anySatisfy((mail) -> assertThat(text(mail)).contains(this.ada.username())
			.contains("asked for an address")
			.doesNotContain(path(answer)));
	}

	@Test
	void opensNothingAfterItsTimeAnotherAddressOrItsUse_K7_2() {
		String earlier = path(issue());
		String newest = path(issue());

		assertThat(this.doorway.visitor().get(earlier).status()).isEqualTo(404);
		Visitor visitor = this.doorway.visitor();
		visitor.get(newest);
		choose(visitor);
		assertThat(this.doorway.visitor().get(newest).status()).isEqualTo(404);
		String late = path(issue());
		Visitor slow = this.doorway.visitor();
		slow.get(late);
		this.clock.forward(RecoveryAddresses.LIFETIME);
		assertThat(this.doorway.visitor().get(late).status()).isEqualTo(404);
		assertThat(choose(slow).status()).isEqualTo(404);
	}

	@Test
	void isSpentOnceHoweverManyPress_K7_2() throws Exception {
		String path = path(issue());
		List<Callable<Answer>> both = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			Visitor visitor = this.doorway.visitor();
			visitor.get(path);
			visitor.get(PAGE);
			both.add(() -> choose(visitor));
		}

		List<Answer> answers = Race.of(both);

		assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(302, 404, 404, 404);
		assertThat(Collections.frequency(actions(), AuditAction.ADMINISTRATOR_RECOVERED)).isOne();
	}

	@Test
	void isForAdministratorsOnlyAndJudgedAgainWhenItIsUsed_K7_2() {
		AccountProfile emma = this.people.employee(this.ada.organization());
		String path = path(issue());

		assertThat(this.recovery.issue(emma.username()).granted()).isFalse();
		assertThat(this.recovery.issue("nobody@nowhere.example").granted()).isFalse();
		Visitor visitor = this.doorway.visitor();
		visitor.get(path);
		this.people.account("Bea Claes", this.ada.organization(), Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		this.people.disable(this.ada);
		assertThat(this.recovery.issue(this.ada.username()).granted()).isFalse();
		assertThat(choose(visitor).status()).isEqualTo(404);
	}

	@Test
	void revivesNoAddressByEnabling_K4_2() {
		String path = path(issue());
		this.people.account("Bea Claes", this.ada.organization(), Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));

		this.people.disable(this.ada);
		this.people.enable(this.ada);

		assertThat(this.doorway.visitor().get(path).status()).isEqualTo(404);
	}

	@Test
	void opensNothingInARowThatWasMovedOrProlonged_K5_1() {
		AccountProfile other = this.people.account("Bea Claes", this.ada.organization(),
				Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		String path = path(issue());
		Visitor visitor = this.doorway.visitor();
		visitor.get(path);

		move("update administrator_recovery set account_id = ? where account_id = ?", other.id(), this.ada.id());
		List<Integer> moved = List.of(this.doorway.visitor().get(path).status(), choose(visitor).status());
		move("update administrator_recovery set account_id = ? where account_id = ?", this.ada.id(), other.id());
		int back = visitor.get(PAGE).status();
		move("update administrator_recovery set expires_at = ? where account_id = ?",
				Timestamp.from(this.clock.instant().plus(Duration.ofDays(1))), this.ada.id());

		assertThat(moved).containsOnly(404);
		assertThat(back).isEqualTo(200);
		assertThat(this.doorway.visitor().get(path).status()).isEqualTo(404);
		assertThat(choose(visitor).status()).isEqualTo(404);
	}

	@Test
	void keepsTheAddressOpenAfterABadPassword_K7_2() {
		Visitor visitor = this.doorway.visitor();
		visitor.get(path(issue()));
		visitor.get(PAGE);

		Answer tooShort = visitor.post(PAGE, "newPassword", "short", "repeatPassword", "short");
		Answer different = visitor.post(PAGE, "newPassword", CHOSEN, "repeatPassword", "x");

		assertThat(tooShort.wrongFields()).containsExactly("newPassword");
		assertThat(different.wrongFields()).containsExactly("repeatPassword");
		assertThat(choose(visitor).location()).isEqualTo("/security-info/add");
	}

	private void move(String statement, Object... parameters) {
		assertThat(this.jdbc.sql(statement).params(parameters).update()).isOne();
	}

	private Answer choose(Visitor visitor) {
		return visitor.post(PAGE, "newPassword", CHOSEN, "repeatPassword", CHOSEN);
	}

	private RecoveryAnswer issue() {
		return this.recovery.issue(this.ada.username());
	}

	private static String path(RecoveryAnswer answer) {
		assertThat(answer.granted()).isTrue();
		return answer.text().replace(BASE_URL, "");
	}

	private List<AuditAction> actions() {
		return this.audit.about(this.ada.id(), 50).stream().map(RememberedEvent::action).toList();
	}

}
