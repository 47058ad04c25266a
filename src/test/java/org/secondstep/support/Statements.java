package org.secondstep.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts the SQL statements of requests; what runs in the background does not count.
 */
public class Statements implements BeanPostProcessor {

	private static final String OF_REQUESTS = "http-nio";

	private final AtomicInteger count = new AtomicInteger();

	/**
	 * @return how many since it was asked for the last time
	 */
	public int count() {
		return this.count.getAndSet(0);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof DataSource database) ? new DelegatingDataSource(database) {

			@Override
			public Connection getConnection() throws SQLException {
				return counting(super.getConnection());
			}

		} : bean;
	}

	private Connection counting(Connection connection) {
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					if (method.getName().startsWith("prepare")
							&& Thread.currentThread().getName().startsWith(OF_REQUESTS)) {
						this.count.incrementAndGet();
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
