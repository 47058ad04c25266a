package org.secondstep.signin;

import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.secondstep.access.HalfSessions;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.shell.Languages;
import org.secondstep.shell.LocalPath;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Stored for the account by complete sessions only; the browser always remembers it.
 */
@Controller
class LanguageController {

	private final Accounts accounts;

	private final Languages languages;

	private final HalfSessions halves;

	LanguageController(Accounts accounts, Languages languages, HalfSessions halves) {
		this.accounts = accounts;
		this.languages = languages;
		this.halves = halves;
	}

	@PostMapping("/language")
	String choose(@RequestParam(defaultValue = "") String language,
			@RequestParam(name = "return", defaultValue = "/") String back,
			@AuthenticationPrincipal @Nullable AccountProfile account, HttpServletRequest request,
			HttpServletResponse response) {
		Locale chosen = this.languages.choose(language, request, response);
		if (account != null && !this.halves.isHalf(account, request)) {
			this.accounts.speak(account, chosen.getLanguage());
		}
		return "redirect:" + LocalPath.parseWithQuery(back).orElse("/");
	}

}
