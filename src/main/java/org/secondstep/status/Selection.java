package org.secondstep.status;

import java.util.Map;

/**
 * The people of a query as a select for statements of other packages.
 *
 * @param sql selects the ids of their accounts
 * @param parameters by name
 */
public record Selection(String sql, Map<String, Object> parameters) {

}
