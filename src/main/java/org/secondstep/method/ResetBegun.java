package org.secondstep.method;

import java.util.UUID;

/**
 * All methods of this account are about to go. Each kind forgets what was begun, before
 * the account's methods are locked: that is the order in which an enrollment is finished.
 */
public record ResetBegun(UUID account) {
}
