package org.secondstep.notice;

/**
 * A mail as it is written: the same words as plain text and as HTML.
 */
record MailContent(String subject, String text, String html) {

	@Override
	public String toString() {
		return this.subject;
	}

}
