package org.secondstep.session;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.transaction.TransactionException;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Spares the database what the session filter would ask of it at every request: a second
 * read, and a write that only says "seen just now". That is written once a minute, to a
 * session that still has this id: the whole of it would bring back an id that another
 * request replaced meanwhile.
 *
 * @param <S> the session of the store behind it
 */
final class SparingSessions<S extends Session> implements FindByIndexNameSessionRepository<SparingSession<S>> {

	private static final String GONE = SparingSessions.class.getName() + ".gone";

	private final FindByIndexNameSessionRepository<S> store;

	private final Supplier<JdbcClient> jdbc;

	SparingSessions(FindByIndexNameSessionRepository<S> store, Supplier<JdbcClient> jdbc) {
		this.store = store;
		this.jdbc = jdbc;
	}

	@Override
	public SparingSession<S> createSession() {
		return new SparingSession<>(this.store.createSession(), true);
	}

	@Override
	public void save(SparingSession<S> session) {
		if (session.changed) {
			this.store.save(session.kept);
			session.changed = false;
		}
		if (session.seen != null) {
			see(session, session.seen);
			session.seen = null;
		}
		remember(session.getId(), session);
	}

	private void see(Session session, Instant seen) {
		this.jdbc.get()
			.sql("update spring_session set last_access_time = ?, expiry_time = ? where session_id = ?")
			.params(seen.toEpochMilli(), seen.plus(session.getMaxInactiveInterval()).toEpochMilli(), session.getId())
			.update();
	}

	@Override
	@SuppressWarnings("unchecked")
	public @Nullable SparingSession<S> findById(String id) {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		Object known = (request != null) ? request.getAttribute(key(id), RequestAttributes.SCOPE_REQUEST) : null;
		if (known instanceof SparingSession<?> session) {
			boolean replaced = !session.getId().equals(id);
			return replaced ? null : (SparingSession<S>) session;
		}
		if (request != null && request.getAttribute(GONE, RequestAttributes.SCOPE_REQUEST) != null) {
			return null;
		}
		S kept = find(id, request);
		if (kept == null) {
			return null;
		}
		SparingSession<S> found = new SparingSession<>(kept, false);
		remember(id, found);
		return found;
	}

	/**
	 * A database that does not answer is asked once in a request: every time costs
	 * seconds, and an error page needs no session.
	 */
	private @Nullable S find(String id, @Nullable RequestAttributes request) {
		try {
			return this.store.findById(id);
		}
		catch (DataAccessException | TransactionException ex) {
			if (request != null) {
				request.setAttribute(GONE, true, RequestAttributes.SCOPE_REQUEST);
			}
			throw ex;
		}
	}

	@Override
	public void deleteById(String id) {
		remember(id, null);
		this.store.deleteById(id);
	}

	@Override
	public Map<String, SparingSession<S>> findByIndexNameAndIndexValue(String indexName, String indexValue) {
		Map<String, SparingSession<S>> found = new LinkedHashMap<>();
		this.store.findByIndexNameAndIndexValue(indexName, indexValue)
			.forEach((id, kept) -> found.put(id, new SparingSession<>(kept, false)));
		return found;
	}

	/**
	 * For the rest of this request only: another one could end the session meanwhile.
	 */
	private static void remember(String id, @Nullable Session session) {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		if (request != null && session != null) {
			request.setAttribute(key(id), session, RequestAttributes.SCOPE_REQUEST);
		}
		else if (request != null) {
			request.removeAttribute(key(id), RequestAttributes.SCOPE_REQUEST);
		}
	}

	private static String key(String id) {
		return SparingSessions.class.getName() + id;
	}

}
