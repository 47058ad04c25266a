package org.secondstep.notice;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a mail is to say, as keys of the message bundles: {@code key.subject} (takes no
 * arguments, so that nothing anybody typed gets into a header), {@code key.text},
 * {@code key.link} where there is a link, and {@code key.not-you} where the general
 * advice of notices does not fit.
 *
 * @param arguments for the text; an {@link Instant} is shown in the organization's zone
 * @param language of a mail to somebody who chose none
 */
public record Letter(String key, List<Object> arguments, @Nullable Link link, String language) {

	public static Letter of(String key, Object... arguments) {
		return new Letter(key, List.of(arguments), null, "en");
	}

	/**
	 * @param path path of this portal, with query; made absolute from the configured
	 * address
	 * @param until after this time the link opens nothing, and the mail is not sent
	 */
	public Letter linking(String path, Instant until) {
		return new Letter(this.key, this.arguments, new Link(path, until), this.language);
	}

	/**
	 * @param language "en", "nl", "fr" or "de", for somebody who chose none
	 */
	public Letter in(String language) {
		return new Letter(this.key, this.arguments, this.link, language);
	}

	@Override
	public String toString() {
		return this.key;
	}

	record Link(String path, Instant until) {

		@Override
		public String toString() {
			return "redacted";
		}

	}

}
