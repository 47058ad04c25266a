package org.secondstep.startup;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationErrors;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * Finds the sentence in an exception that ended the start.
 */
final class StartFailure {

	private static final String OWN = "org.secondstep.";

	/** What our own code throws with a sentence for operators. */
	private static final Set<Class<?>> SAYING = Set.of(IllegalStateException.class, IllegalArgumentException.class,
			UncheckedIOException.class);

	private static final Pattern SECRET = Pattern.compile("password|key-ring|secret|token");

	private StartFailure() {
	}

	static String sentence(Throwable failure) {
		List<Throwable> chain = Stream.iterate(failure, (each) -> each != null, Throwable::getCause).toList();
		return first(chain, BindValidationException.class).map(StartFailure::wrongValues)
			.or(() -> first(chain, BindException.class).map((wrong) -> wrongValue(wrong, last(chain))))
			.or(() -> first(chain, InvalidConfigurationPropertyValueException.class)
				.map((wrong) -> setting(wrong.getName(), wrong.getValue()) + " " + reason(last(chain))))
			.or(() -> first(chain, PortInUseException.class).map((used) -> "Port " + used.getPort()
					+ " is used by another program: stop that one, or set server.port to another"))
			.or(() -> first(chain, FlywayValidateException.class).map(StartFailure::otherVersion))
			.or(() -> chain.stream().filter(StartFailure::isOurs).findFirst().map(StartFailure::text))
			.map(StartFailure::oneLine)
			.orElseGet(() -> oneLine(last(chain).getClass().getSimpleName() + ": " + last(chain).getMessage()
					+ ". Start with --logging.level.org.secondstep.startup=DEBUG to see where"));
	}

	private static String wrongValues(BindValidationException wrong) {
		ValidationErrors errors = wrong.getValidationErrors();
		return errors.getAllErrors()
			.stream()
			.map((error) -> wrongValue(errors.getName().toString(), error))
			.collect(Collectors.joining("; "));
	}

	private static String wrongValue(String prefix, ObjectError error) {
		String name = (error instanceof FieldError field)
				? prefix + "." + DataObjectPropertyName.toDashedForm(field.getField()) : prefix;
		Object value = (error instanceof FieldError field) ? field.getRejectedValue() : null;
		return setting(name, value) + " " + error.getDefaultMessage();
	}

	private static String wrongValue(BindException wrong, Throwable why) {
		Object value = (wrong.getProperty() != null) ? wrong.getProperty().getValue() : null;
		return setting(wrong.getName().toString(), value) + " " + reason(why);
	}

	private static String reason(Throwable why) {
		return (why instanceof NumberFormatException) ? "must be one whole number" : String.valueOf(why.getMessage());
	}

	private static String setting(String name, @Nullable Object value) {
		return "The setting " + name + ((value == null || SECRET.matcher(name).find()) ? ":" : " is '" + value + "':");
	}

	private static String otherVersion(FlywayValidateException failure) {
		return "The database was last used by another version of Second Step: start that one, or restore the backup"
				+ " from before the upgrade (" + failure.getMessage() + ")";
	}

	/**
	 * A class of ours, or one of Java's thrown by a line of ours.
	 */
	private static boolean isOurs(Throwable thrown) {
		StackTraceElement[] trace = thrown.getStackTrace();
		return thrown.getClass().getName().startsWith(OWN)
				|| (SAYING.contains(thrown.getClass()) && trace.length > 0 && trace[0].getClassName().startsWith(OWN));
	}

	private static String text(Throwable thrown) {
		return (thrown instanceof UncheckedIOException io) ? io.getMessage() + " (" + io.getCause() + ")"
				: String.valueOf(thrown.getMessage());
	}

	private static <T extends Throwable> Optional<T> first(List<Throwable> chain, Class<T> type) {
		return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
	}

	private static Throwable last(List<Throwable> chain) {
		return chain.get(chain.size() - 1);
	}

	private static String oneLine(String text) {
		return text.strip().replaceAll("\\s+", " ");
	}

}
