/**
 * The one clock that decides everything: the node's own clock, corrected by what the
 * database's clock says. So all nodes of one database agree on the time, and a node whose
 * own clock is wrong still accepts the right codes. An embedded database has no clock of
 * its own, so nothing is corrected there.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "job")
package org.secondstep.clock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
