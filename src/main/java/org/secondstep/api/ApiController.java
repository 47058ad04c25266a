package org.secondstep.api;

import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secondstep.apitoken.ApiCaller;
import org.secondstep.shell.Languages;

import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/v1")
class ApiController {

	private static final MediaType YAML = MediaType.parseMediaType("application/yaml");

	private final AccountsSearch search;

	private final MessageSource messages;

	ApiController(AccountsSearch search, MessageSource messages) {
		this.search = search;
		this.messages = messages;
	}

	@GetMapping(path = "/accounts", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<AccountsAnswer> accounts(@RequestParam MultiValueMap<String, String> parameters,
			@RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String languages,
			@AuthenticationPrincipal ApiCaller caller) {
		Locale locale = Languages.accepted(languages);
		AccountsRequest request = new AccountsRequest(parameters);
		Optional<String> wrong = this.search.wrong(request, caller);
		if (wrong.isPresent()) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					this.messages.getMessage("api.wrong-parameter", new Object[] { wrong.get() }, locale));
		}
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
			.body(this.search.find(request, caller, locale));
	}

	@GetMapping("/openapi.yaml")
	ResponseEntity<Resource> description() {
		return ResponseEntity.ok().contentType(YAML).body(new ClassPathResource("openapi.yaml"));
	}

}
