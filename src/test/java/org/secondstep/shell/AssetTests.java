package org.secondstep.shell;

import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@PortalTest
class AssetTests {

	private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"(/(?:css|js|webjars)/[^\"]+)\"");

	@Autowired
	Doorway doorway;

	@Test
	void putsAVersionIntoEveryAddressThatIsKeptForAYear() {
		Visitor visitor = this.doorway.visitor();

		List<String> page = addresses(visitor.get("/get-started"));
		List<String> errorPage = addresses(visitor.get("/nothing-here"));

		assertThat(page).hasSizeGreaterThan(2)
			.allMatch((address) -> address.matches(".*(-[0-9a-f]{32}\\.|/\\d+\\.\\d+).*"));
		assertThat(errorPage).isEqualTo(page);
		assertThat(page).map((address) -> visitor.get(address).headers().firstValue("Cache-Control").orElse(""))
			.containsOnly("max-age=31536000");
	}

	private static List<String> addresses(Answer page) {
		return ADDRESS.matcher(page.body()).results().map((found) -> found.group(1)).toList();
	}

}
