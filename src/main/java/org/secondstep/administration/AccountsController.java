package org.secondstep.administration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountChange;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.AccountRefusal;
import org.secondstep.account.Accounts;
import org.secondstep.account.Grant;
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

	private final AccountView view;

	AccountsController(Accounts accounts, Organizations organizations, AccountSearch search, AccountEdits edits,
			AccountView view) {
		this.accounts = accounts;
		this.organizations = organizations;
		this.search = search;
		this.edits = edits;
		this.view = view;
	}

	@GetMapping
	String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") String page,
			@RequestParam(required = false) @Nullable UUID changed, @RequestParam(defaultValue = "") Set<Grant> ended,
			@AuthenticationPrincipal AccountProfile administrator, Model model) {
		model.addAttribute("page", this.search.find(q, page, administrator));
		model.addAttribute("ended", ended);
		Optional.ofNullable(changed)
			.flatMap(this.accounts::find)
			.ifPresent((account) -> model.addAttribute("changed", account.displayName()));
		return "administration/accounts";
	}

	@GetMapping("/new")
	String create(Model model, Locale locale) {
		return page(null, AccountForm.blank(), null, List.of(), model, locale);
	}

	@PostMapping("/new")
	String create(@Valid @ModelAttribute(FORM) AccountForm form, BindingResult errors,
			@AuthenticationPrincipal AccountProfile administrator, Model model, Locale locale) {
		List<OrganizationProfile> known = this.organizations.all();
		form.objections(known, null).forEach(errors::rejectValue);
		if (!errors.hasErrors()) {
			this.edits
				.create(form.account(), form.chosen(known).orElseThrow(), form.isInviting(), administrator.subject())
				.reject(errors);
		}
		return errors.hasErrors() ? page(null, form, null, List.of(), model, locale) : "redirect:/admin/accounts/"
				+ this.accounts.find(form.account().username().value()).orElseThrow().id() + "?done=created";
	}

	@GetMapping("/{id}")
	String change(@PathVariable UUID id, @RequestParam(defaultValue = "") String done,
			@AuthenticationPrincipal AccountProfile administrator, Model model, Locale locale) {
		AccountProfile account = this.view.look(id, administrator);
		model.addAttribute("created", "created".equals(done));
		AccountForm form = AccountForm.of(account);
		return page(account, form, form.edition(), List.of(), model, locale);
	}

	@PostMapping(path = "/{id}", params = "invitation")
	String invite(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile administrator) {
		this.edits.invite(this.accounts.find(id).orElseThrow(), administrator.subject());
		return "redirect:/admin/accounts/" + id;
	}

	@PostMapping("/{id}")
	String change(@PathVariable UUID id, @Valid @ModelAttribute(FORM) AccountForm form, BindingResult errors,
			@AuthenticationPrincipal AccountProfile administrator, Model model, Locale locale,
			HttpServletResponse response) {
		AccountProfile account = this.accounts.find(id).orElseThrow();
		form.objections(this.organizations.all(), account).forEach(errors::rejectValue);
		if (!errors.hasErrors()) {
			AccountChange change = this.edits.change(account, form.seen(), form.details(account.username()),
					administrator.subject());
			if (change.refusal().isEmpty()) {
				return saved(id, change.ended());
			}
			if (change.refusal().get() == AccountRefusal.STALE) {
				return conflict(id, form, model, locale, response);
			}
			Saved.of(change.refusal().get()).reject(errors);
		}
		return page(account, form, form.edition(), List.of(), model, locale);
	}

	/**
	 * Says what the account lost by that, if it lost anything.
	 */
	private static String saved(UUID id, Set<Grant> ended) {
		String names = ended.stream().map(Grant::name).collect(Collectors.joining(","));
		return ended.isEmpty() ? LIST : LIST + "?changed=" + id + "&ended=" + names;
	}

	/**
	 * Shows what the other one saved beside what was typed, which can be saved again.
	 */
	private String conflict(UUID id, AccountForm form, Model model, Locale locale, HttpServletResponse response) {
		AccountProfile account = this.accounts.find(id).orElseThrow();
		List<OrganizationProfile> known = this.organizations.all();
		AccountForm theirs = AccountForm.of(account);
		List<Difference> differences = Difference.between(theirs.fields(known), form.fields(known));
		if (differences.isEmpty()) {
			return LIST;
		}
		response.setStatus(HttpStatus.CONFLICT.value());
		return page(account, form, theirs.edition(), differences, model, locale);
	}

	private String page(@Nullable AccountProfile account, AccountForm form, @Nullable String edition,
			List<Difference> differences, Model model, Locale locale) {
		model.addAttribute(FORM, form);
		model.addAttribute("page", this.view.view(account, edition, differences, locale));
		return "administration/account";
	}

}
