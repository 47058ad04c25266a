package org.secondstep.account;

import java.util.Optional;
import java.util.Set;

/**
 * What became of a change to an account.
 *
 * @param refusal why it was refused; nothing if the account is so now
 * @param ended what the account had been given, and lost by that
 */
public record AccountChange(Optional<AccountRefusal> refusal, Set<Grant> ended) {
}
