package org.secondstep.method;

import java.util.UUID;

/**
 * Somebody sees this step of the guide. Published by the pages of the walk, so that staff
 * see where a caller is stuck.
 *
 * @param step its number in the guide, 6 to 8
 */
public record StepReached(UUID account, int step) {
}
