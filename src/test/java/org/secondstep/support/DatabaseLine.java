package org.secondstep.support;

import java.sql.SQLException;
import java.util.UUID;

import org.h2.tools.Server;

import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * The line to a fresh database, which a test can cut. For a test whose database is its
 * own.
 */
public final class DatabaseLine {

	private final String url = TestDatabase.isPostgres() ? TestDatabase.createPostgres()
			: "jdbc:h2:tcp://127.0.0.1:%d/mem:%s;DB_CLOSE_DELAY=-1".formatted(serve(), UUID.randomUUID());

	private final TcpProxy wire = new TcpProxy(Integer.parseInt(this.url.replaceAll(".*?:(\\d+)/.*", "$1")));

	public TcpProxy wire() {
		return this.wire;
	}

	/**
	 * @return address of the database beside the line
	 */
	public String url() {
		return this.url;
	}

	public void addTo(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url",
				() -> this.url.replaceAll("//[^:/]+:\\d+/", "//127.0.0.1:" + this.wire.port() + "/"));
		properties.add("spring.datasource.username", () -> TestDatabase.isPostgres() ? "postgres" : "sa");
	}

	private static int serve() {
		try {
			return Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start().getPort();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
