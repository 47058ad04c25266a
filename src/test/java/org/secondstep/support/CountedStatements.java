package org.secondstep.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts the statements that requests and the test itself prepare, whoever prepares them:
 * Hibernate or JDBC. What happens in the background does not count. To be imported by a
 * test.
 */
public class CountedStatements implements BeanPostProcessor {

	private static final AtomicInteger COUNT = new AtomicInteger();

	public static int count() {
		return COUNT.get();
	}

	/**
	 * @return how many statements were needed
	 */
	public static int during(Supplier<?> request) {
		int before = count();
		request.get();
		return count() - before;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof DataSource source) ? new Counting(source) : bean;
	}

	private static final class Counting extends DelegatingDataSource {

		Counting(DataSource source) {
			super(source);
		}

		private static boolean isForeground() {
			String thread = Thread.currentThread().getName();
			return thread.startsWith("http-") || thread.equals("main");
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						if (method.getName().startsWith("prepare") && isForeground()) {
							COUNT.incrementAndGet();
						}
						try {
							return method.invoke(connection, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

	}

}
