package org.secondstep.account;

/**
 * Notices to an account go somewhere else from now on. Published inside the transaction
 * that changes it.
 */
public record MailAddressChanged(AccountProfile before, AccountProfile after) {
}
