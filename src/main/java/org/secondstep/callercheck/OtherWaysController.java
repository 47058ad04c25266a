package org.secondstep.callercheck;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;

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
 * For people who have no method left.
 */
@Controller
@RequestMapping("/helpdesk/accounts/{id}/caller-check")
class OtherWaysController {

	private final StaffChecks checks;

	OtherWaysController(StaffChecks checks) {
		this.checks = checks;
	}

	@ModelAttribute("documents")
	List<String> documents() {
		return Arrays.stream(IdentityDocument.values()).map(IdentityDocument::key).toList();
	}

	@GetMapping("/in-person")
	String inPerson(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile staff, Model model) {
		model.addAttribute("documentForm", new DocumentForm(null));
		model.addAttribute("page", this.checks.page(id, staff));
		return "callercheck/in-person";
	}

	@PostMapping("/in-person")
	String seen(@PathVariable UUID id, @ModelAttribute("documentForm") DocumentForm form, BindingResult errors,
			@AuthenticationPrincipal AccountProfile staff, Model model) {
		Optional<IdentityDocument> document = form.chosen();
		document.ifPresentOrElse((seen) -> this.checks.saw(seen, id, staff),
				() -> errors.rejectValue("document", "caller-check.in-person.choose"));
		model.addAttribute("page", this.checks.page(id, staff));
		return errors.hasErrors() ? "callercheck/in-person" : StaffController.BACK;
	}

	@GetMapping("/colleague")
	String colleague(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile staff, Model model) {
		model.addAttribute("colleagueForm", new ColleagueForm(null));
		model.addAttribute("page", this.checks.page(id, staff));
		return "callercheck/colleague";
	}

	@PostMapping("/colleague")
	String ask(@PathVariable UUID id, @Valid @ModelAttribute("colleagueForm") ColleagueForm form, BindingResult errors,
			@AuthenticationPrincipal AccountProfile staff, Model model) {
		if (!errors.hasErrors() && !this.checks.ask(form.typed(), id, staff)) {
			errors.rejectValue("username", "caller-check.colleague.unknown");
		}
		model.addAttribute("page", this.checks.page(id, staff));
		return errors.hasErrors() ? "callercheck/colleague" : StaffController.BACK;
	}

	record DocumentForm(@Nullable String document) {

		Optional<IdentityDocument> chosen() {
			return Arrays.stream(IdentityDocument.values())
				.filter((each) -> each.key().equals(this.document))
				.findFirst();
		}

	}

	record ColleagueForm(@NotBlank @Size(max = 254) @Nullable String username) {

		String typed() {
			return (this.username != null) ? this.username : "";
		}

	}

}
