package org.secondstep.job;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether this node takes part in the jobs of the cluster.
 *
 * @param run false for a node that only serves pages; another one must run the jobs
 */
@ConfigurationProperties("secondstep.jobs")
record JobProperties(@DefaultValue("true") boolean run) {

}
