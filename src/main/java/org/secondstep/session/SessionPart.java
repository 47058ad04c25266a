package org.secondstep.session;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One thing that a session keeps, under a name. It is stored as JSON by the names of its
 * components, so another version of the portal can read it; what that version doesn't
 * understand is not there.
 *
 * @param <T> a text, an enum or a record of plain values
 */
public final class SessionPart<T> {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.changeDefaultVisibility((each) -> each.withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
			.withVisibility(PropertyAccessor.GETTER, Visibility.NONE)
			.withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE))
		.build();

	private final String name;

	private final Class<T> type;

	public SessionPart(String name, Class<T> type) {
		this.name = name;
		this.type = type;
	}

	public Optional<T> find(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return (session != null) ? read((String) session.getAttribute(this.name)) : Optional.empty();
	}

	/**
	 * Keeps this until the session ends or another sign-in begins in it.
	 */
	public void keep(T value, HttpServletRequest request) {
		write(new Envelope(null, null, MAPPER.valueToTree(value)), request);
	}

	/**
	 * Keeps this also in the account's next session in the same browser, until it is
	 * over.
	 */
	public void keepFor(UUID account, Instant until, T value, HttpServletRequest request) {
		write(new Envelope(account, until, MAPPER.valueToTree(value)), request);
	}

	/**
	 * Keeps this and gives the session another id. If it keeps just this already nothing
	 * changes, so the same link can be followed twice at once.
	 */
	public void keepUnderNewId(T value, HttpServletRequest request) {
		if (find(request).filter(value::equals).isEmpty()) {
			keep(value, request);
			request.changeSessionId();
		}
	}

	public void forget(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		if (session != null) {
			session.removeAttribute(this.name);
		}
	}

	Optional<T> in(Map<String, String> parts) {
		return read(parts.get(this.name));
	}

	private Optional<T> read(@Nullable String part) {
		try {
			return (part != null) ? Optional.of(MAPPER.treeToValue(Envelope.parse(part).value(), this.type))
					: Optional.empty();
		}
		catch (JacksonException ex) {
			return Optional.empty();
		}
	}

	private void write(Envelope envelope, HttpServletRequest request) {
		request.getSession().setAttribute(this.name, MAPPER.writeValueAsString(envelope));
	}

	/**
	 * @param owner whose next session keeps it too; none if no other session does
	 */
	record Envelope(@Nullable UUID owner, @Nullable Instant until, JsonNode value) {

		/**
		 * @throws JacksonException if it is none
		 */
		static Envelope parse(String part) {
			return MAPPER.readValue(part, Envelope.class);
		}

		boolean isFor(UUID account, Instant now) {
			return account.equals(this.owner) && this.until != null && now.isBefore(this.until);
		}

		boolean isForOthers(UUID account) {
			return this.owner != null && !account.equals(this.owner);
		}

	}

}
