package org.secondstep.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * Stands between the portal and a server on this machine, and can cut them off from each
 * other. A tunnel (RFC 9110 §9.3.6) leads a browser to that server whatever host it asks
 * for.
 */
public final class TcpProxy {

	private final int target;

	private final @Nullable String client;

	private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

	private volatile boolean losingAnswers;

	private ServerSocket listening;

	/**
	 * @param target port of the server
	 */
	public TcpProxy(int target) {
		this(target, null);
	}

	private TcpProxy(int target, @Nullable String client) {
		this.target = target;
		this.client = client;
		this.listening = listenAnywhere();
	}

	/**
	 * @param client address of this machine that the server sees
	 */
	public static TcpProxy tunnel(int target, String client) {
		return new TcpProxy(target, client);
	}

	public int port() {
		return this.listening.getLocalPort();
	}

	/**
	 * Ends every connection and refuses new ones.
	 */
	public void cut() {
		close(this.listening);
		endConnections();
	}

	/**
	 * Ends every connection, but accepts new ones.
	 */
	public void endConnections() {
		for (Socket socket = this.sockets.poll(); socket != null; socket = this.sockets.poll()) {
			close(socket);
		}
	}

	/**
	 * Still passes on what is sent to the server, but ends each connection instead of
	 * passing on the answer.
	 */
	public void loseAnswers() {
		this.losingAnswers = true;
	}

	public void mend() {
		this.losingAnswers = false;
		if (this.listening.isClosed()) {
			this.listening = listen(port());
		}
	}

	/**
	 * Below the ports that systems give to connections, one of which would take the port
	 * while the line is cut: a pool that tries to connect to it even meets itself there.
	 */
	private ServerSocket listenAnywhere() {
		for (int tries = 0; tries < 100; tries++) {
			try {
				return listen(ThreadLocalRandom.current().nextInt(20_000, 32_768));
			}
			catch (UncheckedIOException ex) {
				// another program listens there
			}
		}
		throw new IllegalStateException("Expected a port that is free");
	}

	private ServerSocket listen(int port) {
		try {
			ServerSocket socket = new ServerSocket();
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			inBackground(() -> {
				while (true) {
					connect(socket.accept());
				}
			});
			return socket;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void connect(Socket client) throws IOException {
		Socket server = (this.client != null) ? answer(client, this.client)
				: new Socket(InetAddress.getLoopbackAddress(), this.target);
		this.sockets.add(client);
		this.sockets.add(server);
		pass(client, server);
		passAnswers(server, client);
	}

	private void passAnswers(Socket server, Socket client) {
		inBackground(() -> {
			try (server; client) {
				byte[] part = new byte[8192];
				int length = server.getInputStream().read(part);
				while (length >= 0 && !this.losingAnswers) {
					client.getOutputStream().write(part, 0, length);
					length = server.getInputStream().read(part);
				}
			}
		});
	}

	private Socket answer(Socket browser, String from) throws IOException {
		StringBuilder request = new StringBuilder();
		while (request.indexOf("\r\n\r\n") < 0) {
			request.append((char) browser.getInputStream().read());
		}
		browser.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		InetAddress source = InetAddress.getByName(from);
		String server = (source instanceof Inet6Address) ? "::1" : "127.0.0.1";
		return new Socket(InetAddress.getByName(server), this.target, source, 0);
	}

	private static void pass(Socket from, Socket to) {
		inBackground(() -> {
			try (from; to) {
				from.getInputStream().transferTo(to.getOutputStream());
			}
		});
	}

	private static void inBackground(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				// cut off, or one side has gone
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	private static void close(AutoCloseable socket) {
		try {
			socket.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface Work {

		void run() throws IOException;

	}

}
