package org.secondstep.startup;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database at the start.
 *
 * @param longestWait how long the start waits for a database that cannot be reached, or
 * of which only a standby can
 */
@ConfigurationProperties("secondstep.database")
record DatabaseProperties(@DefaultValue("60s") Duration longestWait) {
}
