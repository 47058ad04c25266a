package org.secondstep.apitoken;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.secondstep.account.AccountProfile;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.organization.Organizations;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * A new token is shown in the answer to the form itself: nothing may keep it for another
 * request.
 */
@Controller
@RequestMapping("/admin/api-tokens")
class ApiTokensController {

	private final ApiTokens tokens;

	private final Organizations organizations;

	ApiTokensController(ApiTokens tokens, Organizations organizations) {
		this.tokens = tokens;
		this.organizations = organizations;
	}

	@GetMapping
	String list(@AuthenticationPrincipal AccountProfile administrator, Model model, Locale locale) {
		model.addAttribute("apiTokenForm", ApiTokenForm.BLANK);
		return page(administrator, model, locale);
	}

	@PostMapping
	String create(@Valid @ModelAttribute("apiTokenForm") ApiTokenForm form, BindingResult errors,
			@AuthenticationPrincipal AccountProfile administrator, Model model, Locale locale,
			HttpServletResponse response) {
		create(form, errors, administrator).ifPresent((secret) -> model.addAttribute("secret", secret.text()));
		if (errors.hasErrors()) {
			response.setStatus(HttpStatus.BAD_REQUEST.value());
		}
		return page(administrator, model, locale);
	}

	@PostMapping("/{id}/revoke")
	String revoke(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile administrator) {
		this.tokens.revoke(administrator, id);
		return "redirect:/admin/api-tokens";
	}

	private Optional<TokenSecret> create(ApiTokenForm form, BindingResult errors, AccountProfile administrator) {
		Optional<OrganizationProfile> organization = form.among(this.organizations.all());
		if (organization.isEmpty() && !form.isForAll() && !errors.hasFieldErrors("organization")) {
			errors.rejectValue("organization", "api-tokens.organization.unknown");
		}
		if (errors.hasErrors()) {
			return Optional.empty();
		}
		Optional<TokenSecret> secret = this.tokens.create(administrator, form.cleanName(), organization.orElse(null),
				form.validFor());
		if (secret.isEmpty()) {
			errors.rejectValue("name", "api-tokens.name.taken");
		}
		return secret;
	}

	private String page(AccountProfile administrator, Model model, Locale locale) {
		ZoneId zone = administrator.organization().zone();
		List<ApiTokensPage.Row> rows = this.tokens.all()
			.stream()
			.map((token) -> ApiTokensPage.Row.of(token, zone, locale))
			.toList();
		model.addAttribute("page", new ApiTokensPage(rows, this.organizations.all()));
		return "apitoken/api-tokens";
	}

}
