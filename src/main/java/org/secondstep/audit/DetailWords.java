package org.secondstep.audit;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The detail of an entry as people read it. The entry itself is hashed and stays as it
 * was written; exports show it so.
 */
@Component
public class DetailWords {

	/** What happened with a reason or a choice, which a page must tell in words. */
	private static final Set<AuditAction> CODED = EnumSet.of(AuditAction.ENROLLMENT_CODE_WRONG,
			AuditAction.CODE_CHECK_WRONG, AuditAction.LANGUAGE_CHOSEN, AuditAction.SESSION_ENDED,
			AuditAction.CALLER_CHECK_STARTED, AuditAction.CALLER_VERIFIED, AuditAction.CALLER_CHECK_FAILED);

	private static final Set<AuditAction> SEARCHES = EnumSet.of(AuditAction.PEOPLE_SEARCHED,
			AuditAction.PEOPLE_EXPORTED, AuditAction.API_USED);

	private static final Pattern MORE = Pattern.compile("(\\d{1,9}) more within a minute");

	private static final Pattern SEARCH = Pattern.compile("text of (\\d{1,9}) characters,? ?(.*)");

	private final MessageSource messages;

	DetailWords(MessageSource messages) {
		this.messages = messages;
	}

	/**
	 * @return nothing if the entry says all without
	 */
	public @Nullable String of(AuditAction action, @Nullable String detail, Locale locale) {
		if (detail == null) {
			return null;
		}
		if (CODED.contains(action) || (action == AuditAction.REPORT_VIEWED && "all".equals(detail))) {
			return this.messages.getMessage("event.detail." + detail, null, detail, locale);
		}
		Matcher more = MORE.matcher(detail);
		if (more.matches()) {
			return text("more", more.group(1), locale);
		}
		Matcher search = SEARCH.matcher(detail);
		return (SEARCHES.contains(action) && search.matches()) ? search(search.group(1), search.group(2), locale)
				: detail;
	}

	/**
	 * @param filters as they stand in an address
	 */
	private @Nullable String search(String characters, String filters, Locale locale) {
		if (Integer.parseInt(characters) == 0) {
			return filters.isEmpty() ? null : filters;
		}
		String text = text("text", characters, locale);
		return filters.isEmpty() ? text : text + ", " + filters;
	}

	private String text(String key, String number, Locale locale) {
		return this.messages.getMessage("event.detail." + key, new Object[] { Integer.valueOf(number) }, locale);
	}

}
