package org.secondstep.session;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.secondstep.account.AccountChanges;
import org.secondstep.account.AccountDetails;
import org.secondstep.account.AccountGenerations;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.Role;
import org.secondstep.method.MethodRemovals;
import org.secondstep.method.SignInMethods;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.KeptSessions;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What ends all sessions of an account ends them in its own transaction, whether or not
 * their rows are deleted afterwards.
 */
@PortalTest
class GenerationTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	Accounts accounts;

	@Autowired
	AccountChanges changes;

	@Autowired
	AccountGenerations generations;

	@Autowired
	SignInMethods methods;

	@Autowired
	MethodRemovals removals;

	@Autowired
	TransactionOperations transaction;

	@Autowired
	JdbcClient jdbc;

	AccountProfile emma;

	Visitor owner;

	List<Visitor> stolen = List.of();

	@BeforeEach
	void signIn() {
		this.emma = this.people.employee();
		this.owner = this.doorway.withPassword(this.emma);
		Phone phone = this.doorway.enroll(this.owner);
		this.stolen = Stream.generate(() -> this.doorway.withBothSteps(this.emma, phone)).limit(3).toList();
	}

	/**
	 * Changes whose node dies right after their commit: nobody cleans up.
	 */
	enum Change {

		RESET((test, emma) -> test.removals.reset(emma, false, emma.organization().subject(), "Ticket 4711")),
		REMOVED_BY_STAFF((test, emma) -> test.removals.removeFor(emma, test.method(), emma.organization().subject(),
				"Ticket 4711")),
		REMOVED_BY_OWNER((test, emma) -> test.removals.remove(emma, test.method())),
		DISABLED_AND_ENABLED((test, emma) -> {
			test.people.disable(emma);
			test.people.enable(emma);
		}), ENABLED_AFTER_A_RESTORE((test, emma) -> {
			test.jdbc.sql("update account set enabled = false where id = ?").param(emma.id()).update();
			test.people.enable(emma);
		}),
		OTHER_ROLES((test, emma) -> test.change(emma.organization().id(), EnumSet.of(Role.EMPLOYEE, Role.ADMINISTRATOR),
				true)),
		MOVED((test, emma) -> test.change(test.people.organization(MfaPolicy.VOLUNTARY).id(), emma.roles(), true)),
		DISABLED_BY_AN_ADMINISTRATOR((test, emma) -> {
			test.change(emma.organization().id(), emma.roles(), false);
			test.jdbc.sql("update account set enabled = true where id = ?").param(emma.id()).update();
		});

		private final BiConsumer<GenerationTests, AccountProfile> change;

		Change(BiConsumer<GenerationTests, AccountProfile> change) {
			this.change = change;
		}

	}

	@ParameterizedTest
	@EnumSource
	void keepsNobodyInAfterAChangeWhoseNodeDied_K2_1(Change change) {
		change.change.accept(this, this.emma);

		assertThat(this.stolen).extracting((thief) -> thief.get("/security-info").location())
			.containsOnly("/sign-in")
			.hasSize(3);
		assertThat(this.owner.get("/security-info").location()).isEqualTo("/sign-in");
		assertThat(rows()).isEqualTo(4);
	}

	@Test
	void removesNothingInASessionThatAChangeEnded_K2_1() {
		this.transaction.executeWithoutResult((status) -> this.generations.raise(this.emma.id()));

		assertThat(this.removals.remove(this.emma, method())).isEmpty();
		assertThat(this.methods.of(this.emma.id())).hasSize(1);
	}

	static Stream<List<String>> ownChanges() {
		return Stream.of(List.of("/devices/end-others"), List.of("/security-info/methods/{id}/remove"),
				List.of("/password", "currentPassword", People.PASSWORD, "newPassword", "Another-horse-2027!",
						"repeatPassword", "Another-horse-2027!"));
	}

	@ParameterizedTest
	@MethodSource("ownChanges")
	void keepsInWhoeverActedAndNobodyElseWhileRowsStay_K2_1(List<String> form) {
		String path = form.get(0).replace("{id}", method().toString());
		this.owner.get("/devices");
		try (KeptSessions kept = new KeptSessions(this.jdbc, this.emma.id())) {
			Answer done = this.owner.post(path, form.subList(1, form.size()).toArray(String[]::new));

			assertThat(done.status()).isEqualTo(302);
			assertThat(this.stolen).extracting((thief) -> thief.get("/security-info").location())
				.containsOnly("/sign-in");
			assertThat(this.owner.get("/devices").body()).containsOnlyOnce("This device").doesNotContain("/end\"");
			assertThat(kept.count()).isEqualTo(4);
		}
	}

	@Test
	void reportsASessionThatCouldNotBeEnded_K2_1() {
		String end = this.owner.get("/devices").find("\"(/devices/[0-9a-f]{32}/end)\"");
		try (KeptSessions kept = new KeptSessions(this.jdbc, this.emma.id())) {
			Answer failed = this.owner.post(end);

			assertThat(failed.status()).isGreaterThanOrEqualTo(500);
			assertThat(kept.count()).isEqualTo(4);
		}
		assertThat(this.owner.get("/devices").body()).contains(end);
		assertThat(this.jdbc.sql("select count(*) from audit_entry where account_id = ? and action = 'SESSION_ENDED'")
			.param(this.emma.id())
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void letsEverybodyStayAfterChangesThatTakeNothingAway_K2_1() {
		this.methods.rename(this.emma, method(), "Other phone");
		this.methods.makeDefault(this.emma, method());
		this.methods.register(this.emma, "authenticator-app", "Tablet");
		this.accounts.speak(this.emma, "nl");
		this.changes.change(this.emma.id(), 0, new AccountDetails("Emma Jacobs", this.emma.email(),
				this.emma.organization().id(), this.emma.roles(), true), this.emma.organization().subject());

		assertThat(this.stolen).extracting((visitor) -> visitor.get("/security-info").status()).containsOnly(200);
	}

	@Test
	void isRaisedWhateverWasReadBeforeAndOnlyInATransaction_K2_1() {
		int raised = this.transaction.execute((status) -> {
			this.accounts.find(this.emma.id());
			this.accounts.speak(this.emma, "fr");
			return this.generations.raise(this.emma.id()) + this.generations.raise(this.emma.id());
		});

		assertThat(raised).isEqualTo(3);
		assertThat(this.accounts.find(this.emma.id()).orElseThrow().generation()).isEqualTo(2);
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> this.generations.raise(this.emma.id()));
	}

	private void change(UUID organization, Set<Role> roles, boolean enabled) {
		assertThat(
				this.changes
					.change(this.emma.id(), 0,
							new AccountDetails(this.emma.displayName(), this.emma.email(), organization, roles,
									enabled),
							this.emma.organization().subject())
					.refusal())
			.isEmpty();
	}

	private UUID method() {
		return this.methods.of(this.emma.id()).get(0).id();
	}

	private int rows() {
		return this.jdbc.sql("select count(*) from spring_session where principal_name = ?")
			.param(this.emma.id().toString())
			.query(Integer.class)
			.single();
	}

}
