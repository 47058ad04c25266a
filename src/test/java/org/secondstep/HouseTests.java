package org.secondstep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.repository.Repository;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Controller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

@AnalyzeClasses(packages = "org.secondstep", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTests {

	private static final Pattern JAVA_TEXT = Pattern.compile("\"\"\".*?\"\"\"|\"[^\"\\n]*\"", Pattern.DOTALL);

	private static final Pattern SQL_TIME = Pattern
		.compile("(?i)\\b(now\\s*\\(\\s*\\)|sysdate|current_(timestamp|date|time)"
				+ "|local(timestamp|time)|(statement|transaction)_timestamp)");

	@ArchTest
	static final ArchRule keepsEntitiesRepositoriesAndControllersInTheirPackage = classes().that()
		.areAnnotatedWith(Entity.class)
		.or()
		.areAssignableTo(Repository.class)
		.or()
		.areMetaAnnotatedWith(Controller.class)
		.should()
		.bePackagePrivate();

	@ArchTest
	static final ArchRule showsControllersNeitherEntitiesNorRepositories = noClasses().that()
		.areMetaAnnotatedWith(Controller.class)
		.should()
		.dependOnClassesThat(JavaClass.Predicates.assignableTo(Repository.class)
			.or(com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith(Entity.class)));

	@ArchTest
	static final ArchRule asksTheClockForTheTime = noClasses().should()
		.callMethod(Instant.class, "now")
		.orShould()
		.callMethod(LocalDate.class, "now")
		.orShould()
		.callMethod(LocalDateTime.class, "now")
		.orShould()
		.callMethod(System.class, "currentTimeMillis");

	@ArchTest
	static final ArchRule makesOneClock = noClasses().that()
		.doNotHaveSimpleName("SecondStep")
		.should()
		.callMethod(Clock.class, "systemUTC")
		.orShould()
		.callMethod(Clock.class, "systemDefaultZone");

	/**
	 * Sessions hold parts, which are texts with an owner: see SessionPart.
	 */
	@ArchTest
	static final ArchRule keepsPartsOfSessionsInOneWay = noClasses().that()
		.resideOutsideOfPackage("org.secondstep.session")
		.should()
		.callMethod(HttpSession.class, "setAttribute", String.class, Object.class);

	/**
	 * The portal may lie below a path: see LocalPath, and Spring Security's
	 * RedirectStrategy.
	 */
	@ArchTest
	static final ArchRule knowsPathsAndRedirectsInOnePlace = noClasses().that()
		.doNotHaveSimpleName("LocalPath")
		.should()
		.callMethod(HttpServletRequest.class, "getRequestURI")
		.orShould()
		.callMethod(HttpServletResponse.class, "sendRedirect", String.class);

	@ArchTest
	static final ArchRule asksNoMachineForItsLanguage_K3_4 = noClasses().should()
		.callMethod(String.class, "toLowerCase")
		.orShould()
		.callMethod(String.class, "toUpperCase")
		.orShould()
		.callMethod(String.class, "format", String.class, Object[].class)
		.orShould()
		.callMethod(Locale.class, "getDefault")
		.orShould()
		.callMethod(DateTimeFormatter.class, "ofPattern", String.class)
		.because("the machine may speak Turkish, whose small I has no dot: name Locale.ROOT or the reader's language");

	@ArchTest
	static final ArchRule injectsByConstructor = noFields().should().beAnnotatedWith(Autowired.class);

	@ArchTest
	static final ArchRule declaresWhatRunsByItselfAsJobs = noMethods().should().beAnnotatedWith(Scheduled.class);

	@ArchTest
	static final ArchRule keepsOtpAndQrFreeOfSpring = noClasses().that()
		.resideInAnyPackage("..otp", "..qr")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.beans..", "org.springframework.context..",
				"org.springframework.stereotype..");

	@Test
	void standsFloorOnFloor() {
		ApplicationModules.of(SecondStep.class).verify();
	}

	/**
	 * Text is the same in every language; numbers, and capitals by <code>%S</code>, are
	 * not.
	 */
	@Test
	void formatsOnlyTextWithoutALocale_K3_4() throws IOException {
		Pattern localized = Pattern.compile("%[-#+ 0,(0-9.$]*[dxefgoS]");
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				String source = Files.readString(file);
				if (source.contains(".formatted(")) {
					assertThat(source.lines().filter((line) -> !line.contains("Locale.ROOT")))
						.as("Use String.format(Locale.ROOT, …) in " + file)
						.noneMatch((line) -> localized.matcher(line).find());
				}
			}
		}
	}

	@Test
	void runsOnBothDatabasesWhatTouchesOne() throws IOException {
		Pattern touches = Pattern
			.compile("import .*\\.(SpringBootTest|RunningPortal|TestDatabase|DatabaseLine|ApplicationContextRunner);");
		Pattern runs = Pattern
			.compile("(?m)^(@PortalTest|@Tag\\(\"(database|packaged|bench)\"\\)|.* extends PostOffice)");
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			for (Path file : files.filter((each) -> each.toString().endsWith("Tests.java")).toList()) {
				String source = Files.readString(file);
				assertThat(touches.matcher(source).find() && !runs.matcher(source).find())
					.as("Has no @Tag(\"database\"): " + file)
					.isFalse();
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "src/main/java, 200", "src/main/resources/templates, 60" })
	void staysReadable(Path folder, int most) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(most);
			}
		}
	}

	/**
	 * Times come from the one clock, also in statements and migrations.
	 */
	@Test
	void asksNoDatabaseForTheTime_K5_3() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
			for (Path file : files.filter((each) -> each.toString().matches(".*\\.(java|sql)")).toList()) {
				String text = Files.readString(file);
				Stream<String> statements = file.toString().endsWith(".sql") ? Stream.of(text)
						: JAVA_TEXT.matcher(text).results().map(MatchResult::group);
				assertThat(statements.filter((each) -> SQL_TIME.matcher(each).find()))
					.as(file + ": give the time as a parameter, from the Clock bean")
					.isEmpty();
			}
		}
	}

}
