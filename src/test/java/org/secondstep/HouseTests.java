package org.secondstep;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.repository.Repository;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

@AnalyzeClasses(packages = "org.secondstep", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTests {

	@ArchTest
	static final ArchRule keepsEntitiesRepositoriesAndControllersInTheirPackage = classes().that()
		.areAnnotatedWith(Entity.class)
		.or()
		.areAssignableTo(Repository.class)
		.or()
		.areAnnotatedWith(Controller.class)
		.should()
		.bePackagePrivate();

	@ArchTest
	static final ArchRule showsControllersNeitherEntitiesNorRepositories = noClasses().that()
		.areAnnotatedWith(Controller.class)
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

	@ArchTest
	static final ArchRule injectsByConstructor = noFields().should().beAnnotatedWith(Autowired.class);

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

}
