package org.secondstep.session;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.session.SessionRepository;
import org.springframework.transaction.TransactionException;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Where the filter of Spring Session finds and saves sessions. It reads a session once in
 * a request, and writes nothing that only says "seen just now", except once a minute.
 */
final class SessionStore implements SessionRepository<PortalSession> {

	private static final String LATEST = ".latest";

	private static final String UNREACHABLE = ".unreachable";

	private static final Object ENDED = new Object();

	/** Anything else was never a session's id, and may be text that no database takes. */
	private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private final Supplier<SessionRows> rows;

	private final Duration idle;

	SessionStore(Supplier<SessionRows> rows, Duration idle) {
		this.rows = rows;
		this.idle = idle;
	}

	@Override
	public PortalSession createSession() {
		return new PortalSession(this.idle);
	}

	@Override
	public void save(PortalSession session) {
		if (session.storedId == null) {
			this.rows.get().insert(session);
		}
		else if (session.changed && !this.rows.get().update(session, session.storedId)) {
			session.giveWay();
		}
		else if (session.seen != null) {
			this.rows.get().see(session.storedId, session.seen, session.expiresAt());
		}
		session.written();
		remember(session.getId(), session);
		remember(LATEST, session);
	}

	@Override
	public @Nullable PortalSession findById(String id) {
		Object known = known(id);
		if (known instanceof PortalSession session) {
			return session.getId().equals(id) ? session : null;
		}
		if (known != null || known(UNREACHABLE) != null || !ID.matcher(id).matches()) {
			return null;
		}
		PortalSession found = find(id);
		if (found != null) {
			remember(id, found);
			remember(LATEST, found);
		}
		return found;
	}

	/**
	 * A database that does not answer is asked once in a request: every time costs
	 * seconds, and an error page needs no session.
	 */
	private @Nullable PortalSession find(String id) {
		try {
			return this.rows.get().find(id).filter((session) -> !session.isExpired()).orElse(null);
		}
		catch (DataAccessException | TransactionException ex) {
			remember(UNREACHABLE, ENDED);
			throw ex;
		}
	}

	/**
	 * @param id perhaps one that was given to the session in this request, and is not
	 * stored yet
	 */
	@Override
	public void deleteById(String id) {
		String stored = id;
		if (known(LATEST) instanceof PortalSession session && session.getId().equals(id)) {
			stored = (session.storedId != null) ? session.storedId : id;
		}
		remember(id, ENDED);
		remember(stored, ENDED);
		this.rows.get().delete(stored);
	}

	/**
	 * For the rest of this request only: another one could end the session meanwhile.
	 */
	private static void remember(String key, Object known) {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		if (request != null) {
			request.setAttribute(SessionStore.class.getName() + key, known, RequestAttributes.SCOPE_REQUEST);
		}
	}

	private static @Nullable Object known(String key) {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		return (request != null)
				? request.getAttribute(SessionStore.class.getName() + key, RequestAttributes.SCOPE_REQUEST) : null;
	}

}
