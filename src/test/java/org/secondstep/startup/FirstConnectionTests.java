package org.secondstep.startup;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;

@ExtendWith(OutputCaptureExtension.class)
class FirstConnectionTests {

	private static final String URL = "jdbc:postgresql-of-the-test://anna:hidden@host/portal?password=hidden";

	private final Driver driver = mock();

	private final MockEnvironment environment = new MockEnvironment().withProperty("spring.datasource.url", URL)
		.withProperty("secondstep.database.longest-wait", "100ms");

	@BeforeEach
	void register() throws SQLException {
		given(this.driver.acceptsURL(URL)).willReturn(true);
		DriverManager.registerDriver(this.driver);
	}

	@AfterEach
	void forget() throws SQLException {
		DriverManager.deregisterDriver(this.driver);
	}

	@Test
	void waitsForADatabaseThatComesBackAndForItsPrimary_K5_10(CapturedOutput output) throws SQLException {
		Connection standby = postgres("t", "UTF8");
		Connection primary = postgres("f", "UTF8");
		given(this.driver.connect(any(), any())).willThrow(new SQLException("refused\nat once", "08001"))
			.willThrow(new SQLException("the database system is starting up", "57P03"))
			.willReturn(standby)
			.willReturn(primary);

		open(Duration.ZERO);

		assertThat(output.getOut().lines().filter((line) -> line.contains(" WARN "))).hasSize(3)
			.allSatisfy((line) -> assertThat(line)
				.contains("The database jdbc:postgresql-of-the-test://host/portal is not there yet: ")
				.endsWith(". Trying again")
				.doesNotContain("hidden"));
		assertThat(output.getOut()).contains("refused at once", "starting up", "it is a standby");
	}

	@Test
	void saysOnceHowLongItWaited_K5_10() throws SQLException {
		given(this.driver.connect(any(), any())).willThrow(new SQLException("refused", "08001"));

		assertThatThrownBy(() -> open(Duration.ofMillis(40))).isInstanceOf(UnusableDatabaseException.class)
			.hasMessageStartingWith(
					"The database jdbc:postgresql-of-the-test://host/portal was not there for 0 seconds")
			.hasMessageEndingWith("(refused): start it, or correct spring.datasource.url");
	}

	@Test
	void takesNoDatabaseThatCannotWriteEveryName_K5_6() throws SQLException {
		Connection latin = postgres("f", "LATIN1");
		given(this.driver.connect(any(), any())).willReturn(latin);

		assertThatThrownBy(() -> open(Duration.ZERO)).isInstanceOf(UnusableDatabaseException.class)
			.hasMessageContaining("keeps texts as LATIN1");
	}

	private void open(Duration pause) {
		new FirstConnection(this.environment, pause).postProcessBeanFactory(new DefaultListableBeanFactory());
	}

	private static Connection postgres(String recovering, String encoding) throws SQLException {
		Connection connection = mock(RETURNS_DEEP_STUBS);
		given(connection.getMetaData().getDatabaseProductName()).willReturn("PostgreSQL");
		ResultSet first = mock();
		given(first.next()).willReturn(true);
		given(first.getString(1)).willReturn(recovering, encoding);
		given(connection.createStatement().executeQuery(any())).willReturn(first);
		return connection;
	}

}
