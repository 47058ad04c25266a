package org.secondstep;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.secondstep.support.TestDatabase;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.repository.Repository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All repositories with the settings of the portal. A repository parses its queries when
 * it is made; the portal is ready after that.
 */
@Tag("database")
class RepositoryStartTests {

	@Test
	void parsesEveryQueryBeforeThePortalIsReady_K3_4() {
		new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer())
			.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
					DataSourceAutoConfiguration.class, TransactionAutoConfiguration.class,
					HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class))
			.withUserConfiguration(Repositories.class)
			.withPropertyValues("spring.datasource.url=" + TestDatabase.createEmpty())
			.run((context) -> {
				ConfigurableListableBeanFactory beans = context.getBeanFactory();
				String[] repositories = beans.getBeanNamesForType(Repository.class, true, false);

				assertThat(repositories).isNotEmpty().allMatch(beans::containsSingleton);
			});
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	static class Repositories {

	}

}
