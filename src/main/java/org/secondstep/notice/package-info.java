/**
 * Mails to people, in their language. Tells owners what happened to their account by
 * listening to what is remembered in the audit; other packages queue theirs through
 * {@link org.secondstep.notice.Outbox}. A mail is written in the transaction of what it
 * tells (no mail, no change) and sent after it, until the mail server took it. Notices
 * hold no secret and no link that changes anything; the bodies of mails are sealed.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "account", "organization", "attempt", "audit", "job", "secret", "console", "shell" })
package org.secondstep.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
