package org.secondstep.session;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * All sessions of an account, on every node.
 */
@Service
public class Sessions {

	private static final Logger log = LoggerFactory.getLogger(Sessions.class);

	private final SessionRows rows;

	Sessions(SessionRows rows) {
		this.rows = rows;
	}

	/**
	 * As {@link #of(UUID, int, String)}, for somebody else than the owner.
	 */
	public List<SessionProfile> of(UUID account, int generation) {
		return of(account, generation, "");
	}

	/**
	 * @param generation of the account: sessions that carry another number are over
	 * @param currentId id of the session that asks, which is marked
	 * @return newest activity first
	 */
	public List<SessionProfile> of(UUID account, int generation, String currentId) {
		return this.rows.of(account)
			.stream()
			.filter((session) -> !session.isExpired())
			.flatMap((session) -> profile(session, generation, currentId).stream())
			.sorted(Comparator.comparing(SessionProfile::current).thenComparing(SessionProfile::lastSeenAt).reversed())
			.toList();
	}

	/**
	 * Ends one session by deleting its row, in the transaction that remembers it: if that
	 * fails, the session goes on and the caller hears of it.
	 * @param id as in {@link SessionProfile#id()}
	 * @return whether the account had such a session
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean end(UUID account, String id) {
		return this.rows.of(account)
			.stream()
			.filter((session) -> publicId(session).equals(id))
			.anyMatch((session) -> this.rows.deleteOf(account, session.primaryId));
	}

	/**
	 * Deletes the rows of all sessions but the current one, also those whose id changes
	 * at this moment. This is clean-up after the account's generation was raised, which
	 * ended them: it runs after the commit, and a failure changes nothing.
	 */
	public void deleteOthers(UUID account, String currentId) {
		try {
			this.rows.deleteOthers(account, currentId);
		}
		catch (DataAccessException ex) {
			log.warn("Rows of ended sessions stay until their time is over: {}", ex.getMessage());
		}
	}

	/**
	 * As above, and the current one too.
	 */
	public void deleteAll(UUID account) {
		deleteOthers(account, "");
	}

	private static Optional<SessionProfile> profile(PortalSession session, int generation, String currentId) {
		return SignedIn.PART.in(session.parts)
			.filter((signedIn) -> signedIn.generation() == generation)
			.map((signedIn) -> new SessionProfile(publicId(session), signedIn.client().browser(),
					signedIn.client().system(), signedIn.client().address(), signedIn.passwordAt(),
					session.getLastAccessedTime(), session.getId().equals(currentId), signedIn.staying(),
					!signedIn.isHalf()));
	}

	private static String publicId(PortalSession session) {
		return DigestUtils.sha256Hex(session.primaryId.toString()).substring(0, 32);
	}

}
