package org.secondstep.organization;

import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What the audit tells of a change.
 */
class OrganizationDetailsTests {

	private static final OrganizationDetails BEFORE = new OrganizationDetails("Netflow", "#0b6e4f",
			ZoneId.of("Europe/Brussels"), Set.of("netflow.example"),
			new ServiceDesk("desk@netflow.example", "+32 3 460 35 35", "9-17"),
			new MfaPolicy(LocalDate.of(2026, 1, 1), 3, false, 14, Set.of("passkey"), false));

	private static final Map<Class<?>, Object> OTHERS = Map.of(String.class, "other", ZoneId.class, ZoneOffset.UTC,
			Set.class, Set.of("other.example"), LocalDate.class, LocalDate.of(2027, 1, 1), int.class, 7, boolean.class,
			true);

	@ParameterizedTest
	@MethodSource("changes")
	void tellsEveryChange_H01(String component, Object after) {
		assertThat(BEFORE.changesTo((OrganizationDetails) after)).contains(" → ").doesNotContain("; ");
	}

	@Test
	void hidesNoPolicyBehindLongLists_H01() {
		Set<String> domains = Set.of("a".repeat(250) + ".example", "b".repeat(250) + ".example");

		String changes = BEFORE.changesTo(new OrganizationDetails(BEFORE.name(), BEFORE.accent(), BEFORE.zone(),
				domains, BEFORE.serviceDesk(), MfaPolicy.VOLUNTARY));

		assertThat(changes).hasSize(500).contains("mandatory from: 2026-01-01 → –", "mail domains: ");
	}

	static Stream<Arguments> changes() {
		return changes(BEFORE);
	}

	/**
	 * @return the name of each component, however deep, and the whole with another value
	 * in that place only
	 */
	private static Stream<Arguments> changes(Record whole) {
		RecordComponent[] components = whole.getClass().getRecordComponents();
		return IntStream.range(0, components.length).boxed().flatMap((i) -> {
			Stream<Arguments> others = (value(components[i], whole) instanceof Record part) ? changes(part)
					: Stream.of(arguments(components[i].getName(), OTHERS.get(components[i].getType())));
			return others.map((other) -> arguments(other.get()[0], with(whole, components, i, other.get()[1])));
		});
	}

	private static Record with(Record whole, RecordComponent[] components, int changed, Object other) {
		Object[] values = Arrays.stream(components).map((component) -> value(component, whole)).toArray();
		values[changed] = other;
		try {
			return whole.getClass()
				.getDeclaredConstructor(
						Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
				.newInstance(values);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Object value(RecordComponent component, Record whole) {
		try {
			return component.getAccessor().invoke(whole);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
