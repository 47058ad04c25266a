package org.secondstep.audit;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The detail of an entry as people read it. The entry itself is hashed and stays as it
 * was written; exports show it so. What people typed or chose themselves is never
 * translated, nor what nothing here knows.
 */
@Component
public class DetailWords {

	private static final String DETAIL = "event.detail.";

	private static final List<Words> ALL = List.of(
			Words.of("^(\\d{1,9}) more within a minute$", DETAIL + "more", AuditAction.values()),
			Words.of("^[\\w -]+$", DETAIL, AuditAction.ENROLLMENT_CODE_WRONG, AuditAction.CODE_CHECK_WRONG,
					AuditAction.LANGUAGE_CHOSEN, AuditAction.SESSION_ENDED, AuditAction.CALLER_CHECK_STARTED,
					AuditAction.CALLER_VERIFIED, AuditAction.CALLER_CHECK_FAILED, AuditAction.API_REFUSED,
					AuditAction.ACCOUNT_CREATED),
			Words.of("^[a-z-]+$", "job.", AuditAction.JOB_RUN_BY_HAND),
			Words.of("^(\\d{1,9}) people(?=: )", DETAIL + "people", AuditAction.INVITATIONS_ORDERED),
			Words.of("^[A-Z_]+$", "bulk.stopped.", AuditAction.INVITATIONS_STOPPED),
			Words.of("^all$", DETAIL, AuditAction.REPORT_VIEWED),
			Words.of("^text of 0 characters,? ?|, $", "", AuditAction.PEOPLE_SEARCHED, AuditAction.PEOPLE_EXPORTED,
					AuditAction.API_USED),
			Words.of("^text of (\\d{1,9}) characters", DETAIL + "text", AuditAction.PEOPLE_SEARCHED,
					AuditAction.PEOPLE_EXPORTED, AuditAction.API_USED),
			Words.of("^colleague (.+)$", DETAIL + "colleague-asked", AuditAction.CALLER_CHECK_STARTED),
			Words.of("[A-Z]+", "role.", AuditAction.ROLES_CHANGED),
			Words.of("[a-z-]+", "grant.", AuditAction.GRANTS_ENDED),
			Words.of("^name(?=: )|(?:^|(?<=; ))mail address$", DETAIL, AuditAction.ACCOUNT_CHANGED),
			Words.of("(?<=: )(\\d{1,9}) created, (\\d{1,9}) changed, (\\d{1,9}) unchanged, (\\d{1,9}) refused$",
					DETAIL + "imported", AuditAction.ACCOUNTS_IMPORTED),
			Words.of("(?<=: )(?:true → false|false → true)(?=;|$)", DETAIL, AuditAction.ORGANIZATION_CHANGED),
			Words.of("(?<=[\\[ ])[a-z-]+(?=[,\\]])", "kind.", AuditAction.ORGANIZATION_CHANGED),
			Words.of("\\[\\]", "organizations.kinds.all", AuditAction.ORGANIZATION_CHANGED),
			Words.of("(?:^|(?<=; ))(?:name|accent colour|time zone|mail domains|mandatory from|postponements"
					+ "|first method needs a pass|resets take two|days between prompts|kinds allowed"
					+ "|service desk (?:mail|phone|hours))(?=: )", DETAIL, AuditAction.ORGANIZATION_CHANGED));

	private final MessageSource messages;

	DetailWords(MessageSource messages) {
		this.messages = messages;
	}

	/**
	 * @return nothing if the entry says all without
	 */
	public @Nullable String of(AuditAction action, @Nullable String detail, Locale locale) {
		String told = (detail != null) ? detail : "";
		for (Words words : ALL) {
			if (words.actions().contains(action)) {
				told = words.pattern()
					.matcher(told)
					.replaceAll((found) -> Matcher.quoteReplacement(text(words, found, locale)));
			}
		}
		return told.isEmpty() ? null : told;
	}

	private String text(Words words, MatchResult found, Locale locale) {
		Object[] arguments = IntStream.rangeClosed(1, found.groupCount())
			.mapToObj(found::group)
			.map((group) -> group.matches("\\d{1,9}") ? (Object) Integer.valueOf(group) : group)
			.toArray();
		String text = this.messages.getMessage(words.key(found.group()), arguments, found.group(), locale);
		return (words.key.isEmpty() || text == null) ? "" : text;
	}

	/**
	 * Words that the portal wrote where such a thing happened.
	 *
	 * @param key of the message; after a dot at its end come the words themselves with
	 * hyphens between them; an empty one tells nothing
	 */
	private record Words(Pattern pattern, String key, Set<AuditAction> actions) {

		static Words of(String pattern, String key, AuditAction... actions) {
			return new Words(Pattern.compile(pattern), key, Set.of(actions));
		}

		String key(String found) {
			return this.key.endsWith(".") ? this.key + found.replaceAll("[^\\w]+", "-") : this.key;
		}

	}

}
