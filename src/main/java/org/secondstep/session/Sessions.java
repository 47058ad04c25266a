package org.secondstep.session;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import org.apache.commons.codec.digest.DigestUtils;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Service;

/**
 * All sessions of an account, on every node.
 */
@Service
public class Sessions {

	private final FindByIndexNameSessionRepository<? extends Session> sessions;

	private final JdbcClient jdbc;

	Sessions(FindByIndexNameSessionRepository<? extends Session> sessions, JdbcClient jdbc) {
		this.sessions = sessions;
		this.jdbc = jdbc;
	}

	/**
	 * @param currentId id of the session that asks, which is marked
	 * @return newest activity first
	 */
	public List<SessionProfile> of(UUID account, String currentId) {
		return this.sessions.findByPrincipalName(account.toString())
			.values()
			.stream()
			.filter((session) -> !session.isExpired())
			.map((session) -> profile(session, currentId))
			.sorted(Comparator.comparing(SessionProfile::current).thenComparing(SessionProfile::lastSeenAt).reversed())
			.toList();
	}

	/**
	 * @param id as in {@link SessionProfile#id()}
	 * @return whether the account had such a session
	 */
	public boolean end(UUID account, String id) {
		return this.sessions.findByPrincipalName(account.toString())
			.values()
			.stream()
			.filter((session) -> publicId(session).equals(id))
			.map(Session::getId)
			.peek(this.sessions::deleteById)
			.count() > 0;
	}

	/**
	 * Also those whose id changes at this moment.
	 * @return how many were ended
	 */
	public long endOthers(UUID account, String currentId) {
		return this.jdbc.sql("delete from spring_session where principal_name = ? and session_id <> ?")
			.params(account.toString(), currentId)
			.update();
	}

	/**
	 * As above, and the current one too.
	 */
	public long endAll(UUID account) {
		return endOthers(account, "");
	}

	private static SessionProfile profile(Session session, String currentId) {
		SignedIn signedIn = session.getRequiredAttribute(SignedIn.ATTRIBUTE);
		return new SessionProfile(publicId(session), signedIn.browser(), signedIn.system(), signedIn.address(),
				signedIn.passwordAt(), session.getLastAccessedTime(), session.getId().equals(currentId),
				signedIn.staying(), !signedIn.isHalf());
	}

	private static String publicId(Session session) {
		return DigestUtils.sha256Hex(session.getId()).substring(0, 32);
	}

}
