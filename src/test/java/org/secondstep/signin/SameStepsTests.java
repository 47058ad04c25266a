package org.secondstep.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.password.ForgottenPassword;
import org.secondstep.support.CountedStatements;
import org.secondstep.support.CountedStatements.Steps;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Requests;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A stranger's request asks the database as often, and waits for the disk as often,
 * whatever account was typed, so that its time tells nobody whether there is one.
 */
@PortalTest
@Import(CountedStatements.class)
@Tag("database")
class SameStepsTests {

	/** The last one is not judged any more. */
	private static final int GUESSES = 6;

	/** Where strangers type an account. */
	static final List<Door> DOORS = List.of(new Door("/sign-in", "/sign-in", List.of()),
			new Door("/sign-in", "/sign-in/password", List.of("password", "wrong")),
			new Door("/sign-in/help", "/sign-in/help", List.of()),
			new Door("/sign-in/forgot-password", "/sign-in/forgot-password", List.of()),
			new Door("/sign-in/temporary-pass", "/sign-in/temporary-pass", List.of("code", "0000-1111-2222-3333")),
			new Door("/caller-check", "/caller-check/code", List.of("code", "000000")));

	/** They take no account, or one from a link whose token has 256 random bits. */
	private static final Set<String> WITHOUT_ACCOUNT = Set.of("/language", "/setup", "/sign-in/new-password",
			"/sign-in/recover", "/caller-check", "/caller-check/again", "/caller-check/finished", "/stop-reset");

	/** A filter judges the password. */
	private static final String PASSWORD = "/sign-in/password";

	private static final Authentication STRANGER = new AnonymousAuthenticationToken("test", "nobody",
			AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	TemporaryPasses passes;

	@Autowired
	ForgottenPassword forgotten;

	@Autowired
	SettableClock clock;

	@Autowired
	List<SecurityFilterChain> chains;

	@Autowired
	ServletContext servletContext;

	@Autowired
	RequestMappingHandlerMapping requestMappingHandlerMapping;

	String emma;

	List<String> others;

	@BeforeEach
	void invent() {
		this.clock.forward(Duration.ofMinutes(16));
		AccountProfile emma = this.people.employee();
		this.doorway.enroll(this.doorway.withPassword(emma));
		AccountProfile dan = this.people.employee();
		this.people.disable(dan);
		AccountProfile nora = this.people.newcomer(emma.organization());
		Instant now = this.clock.instant();
		this.passes.issue(nora, emma.subject(), now, now.plus(Duration.ofHours(1)), true, "test");
		this.emma = emma.username();
		this.others = List.of("nobody-" + UUID.randomUUID() + "@nowhere.example", this.people.employee().username(),
				dan.username(), this.people.newcomer(emma.organization()).username(), nora.username());
	}

	@ParameterizedTest
	@FieldSource("DOORS")
	void takesTheSameStepsWhateverAccountIsTyped_A01_K3_2(Door door) {
		steps(door, "nobody-" + UUID.randomUUID() + "@nowhere.example");
		List<Steps> known = steps(door, this.emma);

		assertThat(this.others).allSatisfy((account) -> assertThat(steps(door, account)).isEqualTo(known));
		assertThat(known).hasSize(GUESSES).allMatch((steps) -> steps.commits() <= 2);
	}

	@Test
	void takesTheSameStepsToAskForALink_A01_K3_2() {
		this.forgotten.request("nobody-1a1@nowhere.example", Requests.from("192.0.2.60"));
		List<Steps> steps = Stream.concat(Stream.of(this.emma), this.others.stream())
			.map((account) -> CountedStatements
				.stepsDuring(() -> this.forgotten.request(account, Requests.from("192.0.2.60"))))
			.distinct()
			.toList();
		this.doorway.settle();

		assertThat(steps).containsExactly(new Steps(2, 1));
	}

	static Stream<Door> doorsForCodes() {
		return DOORS.stream().filter((door) -> door.fields().contains("code"));
	}

	/**
	 * The same steps on a row that exists take measurably longer than on none.
	 */
	@ParameterizedTest
	@MethodSource("doorsForCodes")
	void holdsEveryAnswerAboutACodeBack_A01_K3_2(Door door) {
		for (String account : List.of(this.emma, "nobody-" + UUID.randomUUID() + "@nowhere.example")) {
			Visitor visitor = this.doorway.visitor();
			visitor.get(door.page());
			for (int guess = 0; guess < 3; guess++) {
				long begin = System.nanoTime();
				visitor.post(door.path(), door.fieldsWith(account));

				assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(50));
			}
		}
	}

	/**
	 * A form that strangers may send takes the same steps for every account, or takes
	 * none.
	 */
	@Test
	void namesEveryFormThatStrangersMaySend_K3_2() {
		Set<String> open = new TreeSet<>();
		this.requestMappingHandlerMapping.getHandlerMethods()
			.keySet()
			.stream()
			.flatMap((mapping) -> mapping.getPatternValues().stream())
			.filter(this::isForStrangers)
			.filter(this::takesForms)
			.forEach(open::add);

		assertThat(Stream.concat(DOORS.stream().map(Door::path), WITHOUT_ACCOUNT.stream())
			.filter((path) -> !path.equals(PASSWORD))).containsExactlyInAnyOrderElementsOf(open);
	}

	private boolean takesForms(String pattern) {
		return this.requestMappingHandlerMapping.getHandlerMethods()
			.keySet()
			.stream()
			.filter((mapping) -> mapping.getPatternValues().contains(pattern))
			.anyMatch((mapping) -> mapping.getMethodsCondition().getMethods().isEmpty() || mapping.getMethodsCondition()
				.getMethods()
				.stream()
				.anyMatch((method) -> method.asHttpMethod() == HttpMethod.POST));
	}

	private boolean isForStrangers(String pattern) {
		HttpServletRequest request = new MockHttpServletRequest(this.servletContext, "POST",
				pattern.replaceAll("\\{[^}]*\\}", "1"));
		return this.chains.stream()
			.filter((chain) -> chain.matches(request))
			.limit(1)
			.flatMap((chain) -> chain.getFilters().stream())
			.filter(AuthorizationFilter.class::isInstance)
			.map((filter) -> ((AuthorizationFilter) filter).getAuthorizationManager())
			.anyMatch((rules) -> Objects.requireNonNull(rules.authorize(() -> STRANGER, request)).isGranted());
	}

	private List<Steps> steps(Door door, String account) {
		Visitor visitor = this.doorway.visitor();
		visitor.get(door.page());
		String[] fields = door.fieldsWith(account);
		List<Steps> steps = IntStream.range(0, GUESSES)
			.mapToObj((i) -> CountedStatements.stepsDuring(() -> visitor.post(door.path(), fields)))
			.toList();
		this.clock.forward(Duration.ofMinutes(16));
		return steps;
	}

	/**
	 * @param page has the form
	 * @param fields sent beside the account
	 */
	record Door(String page, String path, List<String> fields) {

		String[] fieldsWith(String account) {
			return Stream.concat(Stream.of("username", account), this.fields.stream()).toArray(String[]::new);
		}

		@Override
		public String toString() {
			return this.path;
		}

	}

}
