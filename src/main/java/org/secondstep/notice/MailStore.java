package org.secondstep.notice;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.notice.MailQueue.Counts;
import org.secondstep.secret.Place;
import org.secondstep.secret.SealedColumn;
import org.secondstep.secret.SealedRows;
import org.secondstep.secret.Sealer;

import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table of mails. Bodies are sealed, because some carry a link that opens something,
 * and are emptied as soon as the mail has left.
 */
@Repository
class MailStore {

	private static final String FIELDS = """
			id, recipient, subject, created_at, useful_until, attempts, next_attempt_at, given_up_at, last_error""";

	private static final String UNCLAIMED = "(claimed_until is null or claimed_until <= :now)";

	private final JdbcClient jdbc;

	private final Sealer sealer;

	MailStore(JdbcClient jdbc, Sealer sealer) {
		this.jdbc = jdbc;
		this.sealer = sealer;
	}

	@Bean
	static SealedRows mailTexts(JdbcClient jdbc) {
		return new SealedColumn(jdbc, "mail", "id", "sealed_text", "'text to ' || t.recipient", "t.account_id");
	}

	@Bean
	static SealedRows mailPages(JdbcClient jdbc) {
		return new SealedColumn(jdbc, "mail", "id", "sealed_html", "'html to ' || t.recipient", "t.account_id");
	}

	void add(UUID id, AccountProfile to, String language, MailContent content, @Nullable Instant usefulUntil,
			Instant now) {
		this.jdbc.sql("""
				insert into mail (id, account_id, recipient, language, subject, sealed_text, sealed_html, created_at,
				useful_until, attempts, next_attempt_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)""")
			.param(id)
			.param(to.id())
			.param(to.email())
			.param(language)
			.param(content.subject())
			.param(seal(content.text(), place(id, "text", to.email(), to.id())))
			.param(seal(content.html(), place(id, "html", to.email(), to.id())))
			.param(Timestamp.from(now))
			.param((usefulUntil != null) ? Timestamp.from(usefulUntil) : null)
			.param(Timestamp.from(now))
			.update();
	}

	/**
	 * @return first those whose link ends first, so that no bulk of other mails outlasts
	 * it
	 */
	List<QueuedMail> due(Instant now, int most) {
		return this.jdbc
			.sql("select " + FIELDS + " from mail where sent_at is null and given_up_at is null"
					+ " and next_attempt_at <= :now and " + UNCLAIMED
					+ " order by sent_at, given_up_at, useful_until nulls last, next_attempt_at, id limit :most")
			.param("now", Timestamp.from(now))
			.param("most", most)
			.query(MailStore::mail)
			.list();
	}

	/**
	 * Takes a mail for one attempt: one row, or another node has it. A claim ends by
	 * itself, so that a mail survives the node that had it.
	 */
	boolean claim(QueuedMail mail, Instant now, Instant until) {
		return this.jdbc
			.sql("update mail set claimed_until = :until, attempts = attempts + 1 where id = :id"
					+ " and attempts = :seen and sent_at is null and given_up_at is null and " + UNCLAIMED)
			.param("until", Timestamp.from(until))
			.param("id", mail.id())
			.param("seen", mail.attempts())
			.param("now", Timestamp.from(now))
			.update() == 1;
	}

	/**
	 * @throws org.secondstep.secret.SealBrokenException if it was sealed for another
	 * recipient, or is damaged
	 */
	MailContent content(QueuedMail mail) {
		return this.jdbc.sql("select sealed_text, sealed_html, account_id from mail where id = ?")
			.param(mail.id())
			.query((row, index) -> {
				UUID account = Objects.requireNonNullElse(row.getObject(3, UUID.class), Place.NOBODY);
				return new MailContent(mail.subject(), open(row.getString(1), mail, "text", account),
						open(row.getString(2), mail, "html", account));
			})
			.single();
	}

	void sent(UUID id, Instant now) {
		this.jdbc.sql("""
				update mail set sent_at = ?, sealed_text = null, sealed_html = null, last_error = null,
				claimed_until = null where id = ?""").params(Timestamp.from(now), id).update();
	}

	void failed(UUID id, String error, Instant nextAttempt) {
		this.jdbc.sql("""
				update mail set last_error = ?, next_attempt_at = ?, claimed_until = null
				where id = ? and sent_at is null""").params(error, Timestamp.from(nextAttempt), id).update();
	}

	void giveUp(UUID id, String error, Instant now) {
		this.jdbc.sql("""
				update mail set last_error = ?, given_up_at = ?, claimed_until = null
				where id = ? and sent_at is null""").params(error, Timestamp.from(now), id).update();
	}

	/**
	 * Makes every mail that did not leave yet due, also those that were given up.
	 */
	void hurry(Instant now) {
		this.jdbc.sql("update mail set next_attempt_at = ?, given_up_at = null where sent_at is null")
			.param(Timestamp.from(now))
			.update();
	}

	List<QueuedMail> unsent(int most) {
		return this.jdbc.sql("select " + FIELDS + " from mail where sent_at is null order by created_at, id limit ?")
			.param(most)
			.query(MailStore::mail)
			.list();
	}

	Counts counts() {
		return this.jdbc.sql("""
				select count(case when sent_at is null and given_up_at is null then 1 end),
				count(case when sent_at is null then given_up_at end), count(sent_at) from mail""")
			.query((row, index) -> new Counts(row.getInt(1), row.getInt(2), row.getInt(3)))
			.single();
	}

	void forget(Instant sentBefore, Instant givenUpBefore) {
		this.jdbc.sql("delete from mail where sent_at < ? or given_up_at < ?")
			.params(Timestamp.from(sentBefore), Timestamp.from(givenUpBefore))
			.update();
	}

	private String seal(String text, Place place) {
		return this.sealer.seal(text.getBytes(StandardCharsets.UTF_8), place);
	}

	private String open(String sealed, QueuedMail mail, String part, UUID account) {
		Place place = place(mail.id(), part, mail.recipient(), account);
		return new String(this.sealer.open(sealed, place), StandardCharsets.UTF_8);
	}

	/**
	 * Whoever can change the recipient in the database must not get the link in the mail.
	 */
	private static Place place(UUID id, String part, String recipient, UUID account) {
		return new Place("mail", id, part + " to " + recipient, account);
	}

	private static QueuedMail mail(ResultSet row, int index) throws SQLException {
		return new QueuedMail(row.getObject("id", UUID.class), row.getString("recipient"), row.getString("subject"),
				row.getTimestamp("created_at").toInstant(), instant(row, "useful_until"), row.getInt("attempts"),
				row.getTimestamp("next_attempt_at").toInstant(), instant(row, "given_up_at"),
				row.getString("last_error"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		Timestamp at = row.getTimestamp(column);
		return (at != null) ? at.toInstant() : null;
	}

}
