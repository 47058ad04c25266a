package org.secondstep.administration;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.Role;
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
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/admin/accounts")
class AccountsController {

	private static final String LIST = "redirect:/admin/accounts";

	private static final String FORM = "editForm";

	private final Accounts accounts;

	private final Organizations organizations;

	private final AccountSearch search;

	private final AccountEdits edits;

	AccountsController(Accounts accounts, Organizations organizations, AccountSearch search, AccountEdits edits) {
		this.accounts = accounts;
		this.organizations = organizations;
		this.search = search;
		this.edits = edits;
	}

	@GetMapping
	String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") String page,
			@AuthenticationPrincipal AccountProfile administrator, Model model) {
		model.addAttribute("page", this.search.find(q, page, administrator));
		return "administration/accounts";
	}

	@GetMapping("/new")
	String create(Model model) {
		return page(null, AccountForm.blank(), null, List.of(), model);
	}

	@PostMapping("/new")
	String create(@Valid @ModelAttribute(FORM) AccountForm form, BindingResult errors,
			@AuthenticationPrincipal AccountProfile administrator, Model model) {
		List<OrganizationProfile> known = this.organizations.all();
		form.objections(known, true).forEach(errors::rejectValue);
		if (!errors.hasErrors()) {
			this.edits.create(form.account(), form.chosen(known).orElseThrow(), administrator.subject()).reject(errors);
		}
		return errors.hasErrors() ? page(null, form, null, List.of(), model) : "redirect:/admin/accounts/"
				+ this.accounts.find(form.account().username().value()).orElseThrow().id();
	}

	@GetMapping("/{id}")
	String change(@PathVariable UUID id, Model model) {
		AccountProfile account = this.accounts.find(id).orElseThrow();
		AccountForm form = AccountForm.of(account);
		return page(account, form, form.edition(), List.of(), model);
	}

	@PostMapping("/{id}")
	String change(@PathVariable UUID id, @Valid @ModelAttribute(FORM) AccountForm form, BindingResult errors,
			@AuthenticationPrincipal AccountProfile administrator, Model model, HttpServletResponse response) {
		AccountProfile account = this.accounts.find(id).orElseThrow();
		form.objections(this.organizations.all(), false).forEach(errors::rejectValue);
		if (!errors.hasErrors()) {
			Saved saved = this.edits.change(account, form.seen(), form.details(account.username()),
					administrator.subject());
			if (saved == Saved.STALE) {
				return conflict(id, form, model, response);
			}
			saved.reject(errors);
		}
		return errors.hasErrors() ? page(account, form, form.edition(), List.of(), model) : LIST;
	}

	/**
	 * Shows what the other one saved beside what was typed, which can be saved again.
	 */
	private String conflict(UUID id, AccountForm form, Model model, HttpServletResponse response) {
		AccountProfile account = this.accounts.find(id).orElseThrow();
		List<OrganizationProfile> known = this.organizations.all();
		AccountForm theirs = AccountForm.of(account);
		List<Difference> differences = Difference.between(theirs.fields(known), form.fields(known));
		if (differences.isEmpty()) {
			return LIST;
		}
		response.setStatus(HttpStatus.CONFLICT.value());
		return page(account, form, theirs.edition(), differences, model);
	}

	private String page(@Nullable AccountProfile account, AccountForm form, @Nullable String edition,
			List<Difference> differences, Model model) {
		model.addAttribute(FORM, form);
		model.addAttribute("page",
				new AccountPage(account, edition, this.organizations.all(), Role.values(), differences));
		return "administration/account";
	}

	/**
	 * @param account none while it is created
	 * @param differences from what somebody else saved meanwhile
	 */
	record AccountPage(@Nullable AccountProfile account, @Nullable String edition,
			List<OrganizationProfile> organizations, Role[] roles, List<Difference> differences) {

		/**
		 * @return whether the name of this account ends with no mail domain of its
		 * organization, so that sign-in cannot show that one before the password
		 */
		public boolean foreign() {
			return this.account != null && Optional.of(this.account.username())
				.map((name) -> name.substring(name.indexOf('@') + 1))
				.filter(this.account.organization().domains()::contains)
				.isEmpty();
		}

	}

}
