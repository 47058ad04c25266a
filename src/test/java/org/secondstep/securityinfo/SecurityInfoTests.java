package org.secondstep.securityinfo;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.attempt.Attempts;
import org.secondstep.method.MethodProfile;
import org.secondstep.method.MethodRemovals;
import org.secondstep.method.SignInMethods;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@PortalTest
class SecurityInfoTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SignInMethods methods;

	@Autowired
	MethodRemovals removals;

	@Autowired
	Attempts attempts;

	@Autowired
	SettableClock clock;

	AccountProfile emma;

	Visitor visitor;

	Phone phone;

	@BeforeEach
	void enroll() {
		this.emma = this.people.employee(this.people.organization(People.MANDATORY));
		this.visitor = this.doorway.withPassword(this.emma);
		this.phone = this.doorway.enroll(this.visitor);
	}

	@Test
	void renamesAMethodToANameThatIsFree() {
		MethodProfile second = enrollAnother();

		Answer taken = rename(second.id(), "Authenticator app");
		Answer free = rename(second.id(), "Tablet at home");

		assertThat(taken.alert()).contains("already have a method with this name");
		assertThat(taken.body()).contains("value=\"Authenticator app\"");
		assertThat(free.location()).isEqualTo("/security-info");
		assertThat(this.visitor.get("/security-info").body()).contains("Tablet at home",
				"The method has its new name.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "📱 Zoë’s telefoon", "家の電話", "e\u0301\u0302\u0303", "O'Neil % \\ _", "=1+1",
			"<script>alert(1)</script>", "${7*7} [[${7*7}]] __${7*7}__::.x" })
	void keepsOddNamesAsTheyWereTyped_J07(String name) {
		Answer answer = rename(only().id(), name);

		assertThat(answer.location()).isEqualTo("/security-info");
		assertThat(only().name()).isEqualTo(name);
		assertThat(this.visitor.get("/security-info").body()).doesNotContain("<script>alert", ">49<");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "a\u0000b", "a\nb", "\u202egnp.exe", "\u200b" })
	void refusesNamesThatCannotBeShown_J07(String name) {
		Answer answer = rename(only().id(), name);

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.alert()).isNotEmpty();
		assertThat(only().name()).isEqualTo("Authenticator app");
	}

	@Test
	void refusesANameThatIsTooLong_J07() {
		assertThat(rename(only().id(), "x".repeat(51)).alert()).isNotEmpty();
		assertThat(rename(only().id(), "📱".repeat(50)).location()).isEqualTo("/security-info");
	}

	@Test
	void passesTheDefaultOnWhenItIsRemoved() {
		MethodProfile first = only();
		MethodProfile second = enrollAnother();
		this.visitor.get("/security-info/default");
		Answer chosen = this.visitor.post("/security-info/default", "id", second.id().toString());
		String changed = this.visitor.get("/security-info").body();
		boolean secondIsDefault = find(second.id()).isDefault();

		Answer removed = remove(second.id());

		assertThat(chosen.location()).isEqualTo("/security-info");
		assertThat(changed).contains("Your default sign-in method is changed.");
		assertThat(this.visitor.get("/security-info").body()).contains("The method is removed.");
		assertThat(secondIsDefault).isTrue();
		assertThat(removed.location()).isEqualTo("/security-info");
		assertThat(only().id()).isEqualTo(first.id());
		assertThat(only().isDefault()).isTrue();
	}

	@Test
	void saysThatItIsRemovedWhoeverPressesTwice() {
		UUID id = enrollAnother().id();

		Answer first = remove(id);
		Answer second = remove(id);

		assertThat(first.location()).isEqualTo("/security-info");
		assertThat(follow(second).body()).contains("The method is removed.");
		assertThat(this.methods.of(this.emma.id())).hasSize(1);
	}

	@Test
	void keepsTheLastMethodOfSomebodyWhoMustHaveOne() {
		String path = "/security-info/methods/" + only().id() + "/remove";
		Answer page = this.visitor.get(path);

		Answer answer = remove(only().id());

		assertThat(page.body()).contains("you must have one").doesNotContain("action-danger");
		assertThat(answer.location()).isEqualTo(path);
		assertThat(this.methods.hasAny(this.emma.id())).isTrue();
	}

	@Test
	void letsGoOfTheLastMethodWhereMfaIsVoluntary() {
		AccountProfile sam = this.people.employee();
		Visitor free = this.doorway.withPassword(sam);
		this.doorway.enroll(free);
		String path = "/security-info/methods/" + this.methods.of(sam.id()).get(0).id() + "/remove";
		Answer page = free.get(path);

		Answer answer = free.post(path);

		assertThat(page.body()).contains("a stolen password is enough");
		assertThat(answer.location()).isEqualTo("/security-info");
		assertThat(this.methods.hasAny(sam.id())).isFalse();
	}

	@Test
	void keepsOneOfTwoMethodsThatAreRemovedAtTheSameTime_I16() throws Exception {
		List<UUID> both = List.of(only().id(), enrollAnother().id());
		ExecutorService threads = Executors.newFixedThreadPool(2);
		Callable<Boolean> one = () -> this.removals.remove(this.emma, both.get(0)).isPresent();
		Callable<Boolean> other = () -> this.removals.remove(this.emma, both.get(1)).isPresent();

		long removed = threads.invokeAll(List.of(one, other)).stream().filter((each) -> {
			try {
				return each.get();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}).count();
		threads.shutdown();

		assertThat(removed).isEqualTo(1);
		assertThat(only().isDefault()).isTrue();
	}

	@Test
	void knowsNoMethodsButTheOwn_D04() {
		AccountProfile alice = this.people.employee();
		this.doorway.enroll(this.doorway.withPassword(alice));
		MethodProfile foreign = this.methods.of(alice.id()).get(0);

		List<Answer> answers = List.of(rename(foreign.id(), "Mine"),
				this.visitor.post("/security-info/default", "id", foreign.id().toString()),
				this.visitor.get("/security-info/methods/" + foreign.id() + "/rename"),
				rename(UUID.randomUUID(), "Mine"));

		List<String> pages = Stream.of(foreign.id(), UUID.randomUUID())
			.map((id) -> follow(remove(id)).heading())
			.toList();

		assertThat(answers).allMatch((answer) -> answer.status() == 404);
		assertThat(pages).containsOnly("Security info");
		assertThat(this.methods.of(alice.id())).containsExactly(foreign);
		assertThat(this.methods.of(this.emma.id())).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "0", "9223372036854775808", "1e3", "..%2f", "null", "%7B%7D", "%25",
			"{2b1d8c1e-0000-4000-8000-000000000000}", "2b1d8c1e00004000800000000000000000" })
	void answersOddIdsAsNotFound_J05(String id) {
		String path = "/security-info/methods/" + id.replace("{", "%7B").replace("}", "%7D");

		List<Integer> statuses = List.of(this.visitor.get(path + "/rename").status(),
				this.visitor.post(path + "/remove").status(),
				this.visitor.post("/security-info/default", "id", id).status(),
				this.visitor.post("/devices/" + id.replace("{", "%7B").replace("}", "%7D") + "/end").status());

		assertThat(statuses).allMatch((status) -> status == 404 || status == 400);
	}

	@Test
	void stopsAtTenMethods_B10() {
		for (int i = 2; i <= 10; i++) {
			enrollAnother();
		}

		Answer page = this.visitor.get("/security-info/add");
		Answer begin = this.visitor.post("/security-info/authenticator-app/open", "name", "Eleventh");

		assertThat(page.body()).doesNotContain("href=\"/security-info/authenticator-app/open\"");
		assertThat(begin.location()).isEqualTo("/security-info/add");
		assertThat(this.methods.of(this.emma.id())).hasSize(10);
	}

	@Test
	void tellsThatPhoneAndClockAreFineWithoutSpendingTheCode() {
		this.visitor.get("/security-info/check-code");

		Answer answer = this.visitor.post("/security-info/check-code", "code", this.phone.code());
		Visitor next = this.doorway.withPassword(this.emma);
		next.get("/sign-in/verify");
		Answer signIn = next.post("/sign-in/verify", "code", this.phone.code());

		assertThat(answer.body()).contains("All is well").contains("Authenticator app");
		assertThat(signIn.location()).isEqualTo("/sign-in/stay-signed-in");
	}

	@Test
	void explainsASlowPhoneInTheCheckAndCountsTheMiss() {
		this.visitor.get("/security-info/check-code");

		Answer slow = this.visitor.post("/security-info/check-code", "code", this.phone.code(Duration.ofSeconds(-120)));
		for (int i = 0; i < 4; i++) {
			this.visitor.post("/security-info/check-code", "code", this.phone.wrongCode());
		}
		Answer waiting = this.visitor.post("/security-info/check-code", "code", this.phone.code());

		assertThat(slow.alert()).contains("seconds slow");
		assertThat(waiting.body()).doesNotContain("All is well");
		assertThat(waiting.alert()).contains("Too many wrong codes");
		assertThat(waiting.find("datetime=\"([^\"]+)\"")).endsWith(":00Z");
	}

	@Test
	void tellsInTheCheckThatACodeWasAlreadyUsed() {
		this.doorway.withBothSteps(this.emma, this.phone);
		this.visitor.get("/security-info/check-code");

		Answer answer = this.visitor.post("/security-info/check-code", "code",
				this.phone.code(Duration.ofSeconds(-30)));

		assertThat(answer.body()).contains("clock is fine", "already used");
	}

	@Test
	void namesNoButtonInTheCheckThatIsNotThere() {
		this.visitor.get("/security-info/check-code");

		Answer answer = this.visitor.post("/security-info/check-code", "code", this.phone.wrongCode());

		assertThat(answer.alert()).contains("fits none of your apps").doesNotContain("Start again");
	}

	@Test
	void locksTheMethodsAtTheHundredthMissInTheCheckAndSaysSo() {
		this.visitor = this.doorway.withBothSteps(this.emma, this.phone);
		this.visitor.post("/sign-in/stay-signed-in", "answer", "yes");
		for (int i = 0; i < 99; i++) {
			this.attempts.reserve(this.emma.id());
			this.clock.forward(Duration.ofMinutes(16));
		}
		this.visitor.get("/security-info/check-code");

		Answer hundredth = this.visitor.post("/security-info/check-code", "code", this.phone.wrongCode());
		Answer later = this.visitor.post("/security-info/check-code", "code", this.phone.code());

		assertThat(List.of(hundredth, later)).extracting(Answer::alert)
			.allMatch((alert) -> alert.contains("locked until your service desk unlocks"));
		assertThat(this.visitor.get("/privacy").body()).contains("Methods were locked after too many wrong answers");
	}

	private MethodProfile enrollAnother() {
		List<MethodProfile> before = this.methods.of(this.emma.id());
		this.doorway.enroll(this.visitor);
		return this.methods.of(this.emma.id())
			.stream()
			.filter((method) -> !before.contains(method))
			.findFirst()
			.orElseThrow();
	}

	private MethodProfile only() {
		List<MethodProfile> all = this.methods.of(this.emma.id());
		assertThat(all).hasSize(1);
		return all.get(0);
	}

	private MethodProfile find(UUID id) {
		return this.methods.find(this.emma.id(), id).orElseThrow();
	}

	private Answer rename(UUID id, String name) {
		return this.visitor.post("/security-info/methods/" + id + "/rename", "name", name);
	}

	private Answer follow(Answer answer) {
		return answer.location().isEmpty() ? answer : follow(this.visitor.get(answer.location()));
	}

	private Answer remove(UUID id) {
		return this.visitor.post("/security-info/methods/" + id + "/remove");
	}

}
