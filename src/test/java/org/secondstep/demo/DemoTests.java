package org.secondstep.demo;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class DemoTests {

	@Autowired
	JdbcClient jdbc;

	@Test
	void x() {
		System.out.println(this.jdbc.sql(
				"select o.name, s.status, count(*) as n from enrollment_status s join organization o on o.id=s.organization_id group by o.name, s.status order by 1,2")
			.query()
			.listOfRows());
		System.out.println(this.jdbc.sql("select count(*), min(at), max(at) from audit_entry").query().listOfRows());
	}

}
