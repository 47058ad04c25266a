package org.secondstep.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.helpdesk.PeopleForm;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.status.EnrollmentStatus;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Script;
import org.secondstep.support.Visitor;
import org.yaml.snakeyaml.Yaml;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The description says what the API does.
 */
@PortalTest
class OpenApiTests {

	private static final String PATH = "/api/v1/accounts";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	Map<String, Object> description;

	Script script;

	@BeforeEach
	void read() {
		AccountProfile anna = this.people.account("Anna Smets", this.people.organization(MfaPolicy.VOLUNTARY),
				Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		Visitor administrator = this.doorway.withPassword(anna);
		this.doorway.enroll(administrator);
		this.script = this.doorway.script(this.doorway.token(administrator, anna.organization().id().toString()));
		this.description = new Yaml().load(this.doorway.visitor().get("/api/v1/openapi.yaml").body());
	}

	@Test
	void isThereForEverybody() {
		Answer answer = this.doorway.visitor().get("/api/v1/openapi.yaml");

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).startsWith("application/yaml");
	}

	@Test
	void namesTheFieldsOfTheAnswer() {
		Map<String, Object> answer = Script.json(this.script.get(PATH));
		Map<String, Object> account = map(((List<?>) answer.get("accounts")).get(0));
		Map<String, Object> problem = Script.json(this.script.get(PATH + "?status=x"));

		assertThat(answer.keySet()).isEqualTo(fields("Accounts"));
		assertThat(account.keySet()).isEqualTo(fields("Account"));
		assertThat(problem.keySet()).isEqualTo(fields("Problem"));
		assertThat(at("components", "schemas", "Status", "enum"))
			.isEqualTo(List.of(EnrollmentStatus.values()).stream().map(Enum::name).toList());
	}

	@Test
	void namesTheParametersThatAreTaken() {
		Set<String> ofThePage = Arrays.stream(PeopleForm.class.getRecordComponents())
			.map((component) -> component.getName().replace("page", "after"))
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> described = ((List<?>) at("paths", PATH, "get", "parameters")).stream()
			.map(OpenApiTests::map)
			.filter((parameter) -> "query".equals(parameter.get("in")))
			.map((parameter) -> (String) parameter.get("name"))
			.collect(Collectors.toCollection(TreeSet::new));

		assertThat(described).allSatisfy(
				(name) -> assertThat(this.script.get(PATH + "?" + name + "=").status()).as(name).isEqualTo(200));
		assertThat(described).isEqualTo(ofThePage);
	}

	@Test
	void namesTheStatusesThatAreAnswered() {
		List<Integer> answered = List.of(this.script.get(PATH).status(), this.script.get(PATH + "?x=y").status(),
				this.doorway.scriptWith("").get(PATH).status(), this.script.send("POST", PATH).status(),
				this.script.get(PATH, "Accept", "text/csv").status());

		assertThat(map(at("paths", PATH, "get", "responses")).keySet())
			.containsAll(answered.stream().map(String::valueOf).toList());
		assertThat(answered).containsExactly(200, 400, 401, 405, 406);
	}

	private Set<String> fields(String schema) {
		return map(at("components", "schemas", schema, "properties")).keySet();
	}

	private Object at(String... names) {
		Object at = this.description;
		for (String name : names) {
			at = map(at).get(name);
		}
		return at;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object value) {
		return (Map<String, Object>) value;
	}

}
