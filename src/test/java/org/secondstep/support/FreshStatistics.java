package org.secondstep.support;

import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Lets PostgreSQL look at its tables before each class, so that its plans, and with them
 * every order of results that no <code>ORDER BY</code> promises, change from class to
 * class.
 */
class FreshStatistics implements TestExecutionListener, Ordered {

	@Override
	public void beforeTestClass(TestContext context) {
		if (TestDatabase.isPostgres()) {
			context.getApplicationContext().getBean(JdbcClient.class).sql("analyze").update();
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
