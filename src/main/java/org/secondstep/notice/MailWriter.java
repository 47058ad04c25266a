package org.secondstep.notice;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.organization.ServiceDesk;
import org.secondstep.shell.Moment;
import org.secondstep.shell.PortalAddress;
import org.secondstep.shell.Theme;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Writes a letter in its reader's language. Addresses come from the configuration, never
 * from a request.
 */
@Component
class MailWriter {

	private final MessageSource messages;

	private final ITemplateEngine templates;

	private final PortalAddress address;

	MailWriter(MessageSource messages, ITemplateEngine templates, PortalAddress address) {
		this.messages = messages;
		this.templates = templates;
		this.address = address;
	}

	MailContent write(AccountProfile to, Letter letter) {
		Locale language = languageOf(to, letter);
		OrganizationProfile organization = to.organization();
		String link = (letter.link() != null) ? this.address.text() + letter.link().path() : null;
		String label = (link != null) ? text(letter.key() + ".link", language) : null;
		MailPage page = new MailPage(language.getLanguage(), organization.name(),
				Theme.legibleUnderWhite(organization.accent()), text("notice.greeting", language, to.displayName()),
				text(letter.key() + ".text", language, arguments(letter, organization, language)), link, label,
				notYou(letter, organization, language),
				text("notice.signature", language, this.address.text(), to.caseReference()));
		return new MailContent(text(letter.key() + ".subject", language), page.plain(),
				this.templates.process("notice/mail", new Context(language, Map.of("page", page))));
	}

	static Locale languageOf(AccountProfile account, Letter letter) {
		return Locale.forLanguageTag(Objects.requireNonNullElse(account.language(), letter.language()));
	}

	private String notYou(Letter letter, OrganizationProfile organization, Locale language) {
		Object[] arguments = { this.address.text(), contact(organization) };
		String own = this.messages.getMessage(letter.key() + ".not-you", arguments, null, language);
		return (own != null) ? own : text("notice.not-you", language, arguments);
	}

	private static Object[] arguments(Letter letter, OrganizationProfile organization, Locale language) {
		return letter.arguments()
			.stream()
			.map((argument) -> (argument instanceof Instant at) ? Moment.of(at, organization.zone(), language).text()
					: argument)
			.toArray();
	}

	private static String contact(OrganizationProfile organization) {
		ServiceDesk desk = organization.serviceDesk();
		String reach = Stream.of(desk.email(), desk.phone()).filter(Objects::nonNull).collect(Collectors.joining(", "));
		return reach.isEmpty() ? organization.name() : organization.name() + " (" + reach + ")";
	}

	private String text(String key, Locale language, Object... arguments) {
		return this.messages.getMessage(key, arguments, language);
	}

	/**
	 * @param accent a colour that carries white text
	 */
	record MailPage(String language, String organization, String accent, String greeting, String text,
			@Nullable String link, @Nullable String linkLabel, String notYou, String signature) {

		String plain() {
			List<String> paragraphs = Stream
				.of(this.greeting, this.text, (this.link != null) ? this.linkLabel + ":\n" + this.link : null,
						this.notYou, this.signature)
				.filter(Objects::nonNull)
				.toList();
			return String.join("\n\n", paragraphs) + "\n";
		}

	}

}
