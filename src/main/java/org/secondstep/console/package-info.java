/**
 * The one entry of all commands on the console, such as {@code audit verify}: finds the
 * command that the words name, or prints the usage of all. The commands themselves live
 * in the packages that they are about.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.secondstep.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
