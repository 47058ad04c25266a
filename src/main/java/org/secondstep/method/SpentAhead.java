package org.secondstep.method;

import java.time.Instant;

/**
 * An answer that was spent while the portal's clock was ahead.
 *
 * @param at when, by that clock
 * @param refusing whether right answers count as spent until then; otherwise the next
 * right one is accepted and ends this
 */
public record SpentAhead(Instant at, boolean refusing) {

}
