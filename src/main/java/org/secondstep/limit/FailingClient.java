package org.secondstep.limit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A client address from which wrong passwords came in the present window.
 *
 * @param key what it is counted by
 * @param address how people write it; an IPv6 network in its short form
 * @param since when its window began
 * @param waitsUntil no password from there is judged before, if that is still to come
 * @param accounts how many existing accounts were tried
 */
public record FailingClient(String key, String address, int failures, Instant since, @Nullable Instant waitsUntil,
		int accounts) {
}
