/**
 * Second Step: employees set up multi-factor authentication, helpdesk staff help them
 * safely. One package per feature; docs/architecture.md draws the house.
 */
@NullMarked
package org.secondstep;

import org.jspecify.annotations.NullMarked;
