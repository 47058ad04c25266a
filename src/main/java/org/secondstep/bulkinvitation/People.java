package org.secondstep.bulkinvitation;

import java.util.Map;

import org.secondstep.bulkinvitation.Bulk.Origin;

/**
 * The people from whom a bulk takes those who can be invited.
 *
 * @param text as in {@link Bulk#originText()}
 * @param sql a select of their accounts' ids
 * @param parameters of that select
 */
record People(Origin origin, String text, String sql, Map<String, Object> parameters) {

	/**
	 * @return what a page may show of the text: not how a search was masked
	 */
	public String shown() {
		return this.origin.shown(this.text);
	}

}
