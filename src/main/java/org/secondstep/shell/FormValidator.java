package org.secondstep.shell;

import java.lang.reflect.RecordComponent;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.NotBlank;

import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/**
 * Tells one problem of each field, in the order of the form: what is empty is not told to
 * have the wrong shape as well.
 */
@Component
class FormValidator extends LocalValidatorFactoryBean {

	@Override
	protected void processConstraintViolations(Set<ConstraintViolation<Object>> violations, Errors errors) {
		Map<String, ConstraintViolation<Object>> first = new LinkedHashMap<>();
		violations.stream()
			.sorted(Comparator.<ConstraintViolation<Object>>comparingInt(FormValidator::place)
				.thenComparing((violation) -> !isOfNothing(violation)))
			.forEach((violation) -> first.putIfAbsent(determineField(violation), violation));
		super.processConstraintViolations(new LinkedHashSet<>(first.values()), errors);
	}

	private static int place(ConstraintViolation<Object> violation) {
		List<String> fields = Stream.ofNullable(violation.getRootBeanClass().getRecordComponents())
			.flatMap(Stream::of)
			.map(RecordComponent::getName)
			.toList();
		return fields.indexOf(violation.getPropertyPath().toString());
	}

	private static boolean isOfNothing(ConstraintViolation<Object> violation) {
		return violation.getConstraintDescriptor().getAnnotation() instanceof NotBlank;
	}

}
