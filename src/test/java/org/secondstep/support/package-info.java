/**
 * What tests stand on: a database of their own, a clock they set, people they invent, and
 * visitors who use the running portal over HTTP with a phone in hand.
 */
@NullMarked
package org.secondstep.support;

import org.jspecify.annotations.NullMarked;
