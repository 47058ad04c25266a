package org.secondstep.accountimport;

import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.management.OperatingSystemMXBean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A hundred thousand accounts: from the file to the last entry of the audit. Judged by
 * the processor's time, because others may use the machine too.
 */
@PortalTest
@Tag("bench")
class ImportBenchTests {

	private static final int ACCOUNTS = Integer.getInteger("secondstep.bench.accounts", 100_000);

	@Autowired
	People people;

	@Autowired
	Imports imports;

	@Autowired
	ImportStore store;

	@Autowired
	ImportWorker worker;

	@Autowired
	JdbcClient jdbc;

	@Test
	void importsAHundredThousandAccountsInAMinute() {
		AccountProfile ada = this.people.account("Ada Claes", this.people.organization(MfaPolicy.VOLUNTARY),
				Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		String domain = ada.organization().domains().get(0);
		byte[] file = ("username,display_name,email,organization,roles,enabled\n" + IntStream.range(0, ACCOUNTS)
			.mapToObj((i) -> "person." + i + "@" + domain + ",Person " + i + " Peeters,,,EMPLOYEE,true\n")
			.collect(Collectors.joining())).getBytes(StandardCharsets.UTF_8);
		UUID id = UUID.randomUUID();

		OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		long processor = machine.getProcessCpuTime();
		Duration stored = time(
				() -> this.imports.take(id, "people.csv", new ByteArrayInputStream(file), ada.subject()));
		Duration checked = time(() -> finish(id));
		this.imports.start(id, ada.subject());
		Duration imported = time(() -> finish(id));

		Duration spent = Duration.ofNanos(machine.getProcessCpuTime() - processor);
		System.out.printf("Import of %d accounts: read %d ms, checked %d ms, imported %d ms, processor %d ms%n",
				ACCOUNTS, stored.toMillis(), checked.toMillis(), imported.toMillis(), spent.toMillis());
		assertThat(this.store.find(id).orElseThrow().created()).isEqualTo(ACCOUNTS);
		assertThat(this.jdbc.sql("select count(*) from audit_entry where action = 'ACCOUNT_CREATED'")
			.query(Integer.class)
			.single()).isEqualTo(ACCOUNTS + 1);
		assertThat(this.jdbc.sql("select count(*) from enrollment_status").query(Integer.class).single())
			.isEqualTo(ACCOUNTS + 1);
		assertThat(spent).isLessThan(Duration.ofMinutes(1));
	}

	private void finish(UUID id) {
		this.worker.goOn();
		Awaitility.await()
			.atMost(Duration.ofMinutes(10))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> !this.store.find(id).orElseThrow().state().isRunning());
	}

	private static Duration time(Runnable work) {
		long begin = System.nanoTime();
		work.run();
		return Duration.ofNanos(System.nanoTime() - begin);
	}

}
