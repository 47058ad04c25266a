package org.secondstep.support;

import java.util.List;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;

/**
 * Looks for what keeps people with disabilities out of a page. Asks axe itself, because
 * its builder opens another page for every answer.
 */
public final class Axe {

	private static final String SCRIPT = AxeBuilder.getAxeScript();

	private Axe() {
	}

	/**
	 * @return each broken rule with the first element that breaks it
	 */
	@SuppressWarnings("unchecked")
	public static List<String> violations(Page page) {
		if (Boolean.FALSE.equals(page.evaluate("'axe' in window"))) {
			page.evaluate(SCRIPT);
		}
		return (List<String>) page.evaluate("async () => (await axe.run({ resultTypes: ['violations'] })).violations"
				+ ".map((rule) => rule.id + ': ' + rule.nodes[0].html)");
	}

}
