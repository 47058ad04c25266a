/**
 * What the portal costs, measured from outside: the packaged jar in a process of its own,
 * walked through over HTTP by people made before. Runs with <code>-Pbench</code> only.
 */
@NullMarked
package org.secondstep.bench;

import org.jspecify.annotations.NullMarked;
