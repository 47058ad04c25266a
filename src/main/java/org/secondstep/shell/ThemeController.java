package org.secondstep.shell;

import java.time.Duration;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

@Controller
class ThemeController {

	@GetMapping(path = "/theme/{accent:[0-9a-f]{6}}.css", produces = "text/css")
	ResponseEntity<String> theme(@PathVariable String accent) {
		Theme theme = Theme.parse(accent);
		String css = """
				:root { --accent: %s; --accent-text: #ffffff; --accent-link: %s; }
				@media (prefers-color-scheme: dark) { :root { --accent-link: %s; } }
				""".formatted(theme.legibleUnderWhite().hex(), theme.legibleUnderWhite().hex(),
				theme.legibleOnDark().hex());
		return ResponseEntity.ok()
			.cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
			.contentType(MediaType.parseMediaType("text/css"))
			.body(css);
	}

}
