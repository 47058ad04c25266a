/**
 * Invites many people at once: all that a search finds, all that an import created, or
 * those of an earlier bulk who did not come. A job sends the invitations, a batch at a
 * time; each person of a bulk has a row, which one conditional update spends in the
 * transaction that queues the mail, so that no bulk mails anybody twice. Decides nothing
 * about a single invitation: the package {@code invitation} does.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "helpdesk", "accountimport", "invitation", "staff", "status", "account",
		"organization", "audit", "job", "shell" })
package org.secondstep.bulkinvitation;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
