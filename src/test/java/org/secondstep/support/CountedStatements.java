package org.secondstep.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts the statements that requests and the test itself prepare, whoever prepares them:
 * Hibernate or JDBC, and the commits that wait for the disk, because a row was changed or
 * locked. What happens in the background does not count. To be imported by a test.
 */
public class CountedStatements implements BeanPostProcessor {

	private static final AtomicInteger COUNT = new AtomicInteger();

	private static final AtomicInteger COMMITS = new AtomicInteger();

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

	/**
	 * @return what a request needed
	 */
	public static Steps stepsDuring(Runnable request) {
		int statements = COUNT.get();
		int commits = COMMITS.get();
		request.run();
		return new Steps(COUNT.get() - statements, COMMITS.get() - commits);
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
			AtomicBoolean changed = new AtomicBoolean();
			return proxy(Connection.class, connection, (method, arguments, result) -> {
				String name = method.getName();
				if (name.startsWith("prepare") && isForeground()) {
					COUNT.incrementAndGet();
					return statement(method.getReturnType(), (Statement) result, (String) arguments[0], connection,
							changed);
				}
				if (name.equals("commit") && changed.getAndSet(false)) {
					COMMITS.incrementAndGet();
				}
				if (name.equals("rollback")) {
					changed.set(false);
				}
				return result;
			});
		}

		private static Object statement(Class<?> type, Statement statement, String sql, Connection connection,
				AtomicBoolean changed) {
			return proxy(type, statement, (method, arguments, result) -> {
				boolean locked = sql.contains("for update") && result instanceof ResultSet rows && rows.isBeforeFirst();
				if (method.getName().startsWith("execute") && (locked || statement.getUpdateCount() > 0)) {
					if (connection.getAutoCommit()) {
						COMMITS.incrementAndGet();
					}
					else {
						changed.set(true);
					}
				}
				return result;
			});
		}

		@SuppressWarnings("unchecked")
		private static <T> T proxy(Class<T> type, Object target, After after) {
			return (T) Proxy.newProxyInstance(CountedStatements.class.getClassLoader(), new Class<?>[] { type },
					(proxy, method, arguments) -> {
						try {
							return after.call(method, arguments, method.invoke(target, arguments));
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

	}

	/**
	 * What comes after a call of JDBC.
	 */
	@FunctionalInterface
	private interface After {

		Object call(Method method, Object[] arguments, Object result) throws SQLException;

	}

	/**
	 * What a request asked of the database.
	 *
	 * @param commits those that wait for the disk
	 */
	public record Steps(int statements, int commits) {

	}

}
