package org.secondstep.account;

import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.secondstep.shell.Languages;
import org.secondstep.shell.LocalPath;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class LanguageController {

	private final Accounts accounts;

	private final Languages languages;

	LanguageController(Accounts accounts, Languages languages) {
		this.accounts = accounts;
		this.languages = languages;
	}

	@PostMapping("/language")
	String choose(@RequestParam(defaultValue = "") String language,
			@RequestParam(name = "return", defaultValue = "/") String back,
			@AuthenticationPrincipal @Nullable AccountProfile account, HttpServletRequest request,
			HttpServletResponse response) {
		Locale chosen = this.languages.choose(language, request, response);
		if (account != null) {
			this.accounts.speak(account, chosen.getLanguage());
		}
		return "redirect:" + LocalPath.parseWithQuery(back).orElse("/");
	}

}
