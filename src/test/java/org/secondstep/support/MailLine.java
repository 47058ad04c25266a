package org.secondstep.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The line between the portal and a mail server, which tests break in several ways.
 */
public final class MailLine {

	private final ServerSocket entrance;

	private final int serverPort;

	private final Queue<Socket> silent = new ConcurrentLinkedQueue<>();

	private volatile State state = State.OPEN;

	MailLine(int serverPort) {
		this.serverPort = serverPort;
		try {
			this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	int port() {
		return this.entrance.getLocalPort();
	}

	void set(State state) {
		this.state = state;
		for (Socket each = this.silent.poll(); each != null; each = this.silent.poll()) {
			close(each);
		}
	}

	boolean isHanging() {
		return !this.silent.isEmpty();
	}

	private void accept() {
		try {
			while (true) {
				connect(this.entrance.accept());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void connect(Socket portal) throws IOException {
		switch (this.state) {
			case REFUSING -> close(portal);
			case HANGING -> this.silent.add(portal);
			default -> {
				Socket server = new Socket(InetAddress.getLoopbackAddress(), this.serverPort);
				AtomicBoolean mailEnded = new AtomicBoolean();
				start(() -> pump(portal, server, mailEnded, false));
				start(() -> pump(server, portal, mailEnded, this.state == State.DROPPING));
			}
		}
	}

	/**
	 * @param dropping whether the answer to a whole mail is lost, and the line with it
	 */
	private static void pump(Socket from, Socket to, AtomicBoolean mailEnded, boolean dropping) {
		byte[] buffer = new byte[8192];
		String tail = "";
		try (from; to) {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				if (dropping && mailEnded.get()) {
					return;
				}
				tail += new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
				mailEnded.compareAndSet(false, tail.endsWith("\r\n.\r\n"));
				tail = tail.substring(Math.max(0, tail.length() - 5));
				out.write(buffer, 0, read);
				out.flush();
			}
		}
		catch (IOException ex) {
			// the other side closed the line
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void start(Runnable work) {
		Thread thread = new Thread(work, "mail line");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * What happens to a connection that is made now.
	 */
	public enum State {

		OPEN, REFUSING, HANGING,

		/** The server takes the mail, but the portal never hears of it. */
		DROPPING

	}

}
