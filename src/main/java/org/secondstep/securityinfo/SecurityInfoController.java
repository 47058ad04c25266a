package org.secondstep.securityinfo;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.method.MethodProfile;
import org.secondstep.method.MfaDuty;
import org.secondstep.method.MethodRemovals;
import org.secondstep.method.SignInMethods;

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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/security-info")
class SecurityInfoController {

	private static final String LIST = "redirect:/security-info";

	private final SignInMethods methods;

	private final MethodRemovals removals;

	private final OwnSessions sessions;

	private final MfaDuty duty;

	SecurityInfoController(SignInMethods methods, MethodRemovals removals, OwnSessions sessions, MfaDuty duty) {
		this.methods = methods;
		this.removals = removals;
		this.sessions = sessions;
		this.duty = duty;
	}

	@GetMapping
	String list(@AuthenticationPrincipal AccountProfile account, Model model, Locale locale) {
		model.addAttribute("page", page(account, locale));
		return "securityinfo/security-info";
	}

	@GetMapping("/default")
	String chooseDefault(@AuthenticationPrincipal AccountProfile account, Model model, Locale locale) {
		model.addAttribute("page", page(account, locale));
		return "securityinfo/default";
	}

	@PostMapping("/default")
	String makeDefault(@RequestParam UUID id, @AuthenticationPrincipal AccountProfile account,
			RedirectAttributes next) {
		this.methods.makeDefault(account, id);
		return back("default", next);
	}

	@GetMapping("/methods/{id}/rename")
	String rename(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile account, Model model) {
		MethodProfile method = own(account, id);
		model.addAttribute("renameForm", new RenameForm(method.name()));
		model.addAttribute("page", new RenamePage(id, method.name()));
		return "securityinfo/rename";
	}

	@PostMapping("/methods/{id}/rename")
	String rename(@PathVariable UUID id, @Valid @ModelAttribute("renameForm") RenameForm form, BindingResult errors,
			@AuthenticationPrincipal AccountProfile account, Model model, RedirectAttributes next) {
		MethodProfile method = own(account, id);
		if (!errors.hasErrors() && !this.methods.rename(account, id, form.stripped())) {
			errors.rejectValue("name", "security-info.rename.taken");
		}
		model.addAttribute("page", new RenamePage(id, method.name()));
		return errors.hasErrors() ? "securityinfo/rename" : back("renamed", next);
	}

	@GetMapping("/methods/{id}/remove")
	String remove(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile account, Model model) {
		Optional<MethodProfile> method = this.methods.find(account.id(), id);
		boolean last = this.methods.of(account.id()).size() == 1;
		method.ifPresent((found) -> model.addAttribute("page",
				new RemovePage(id, found.name(), last, last && this.duty.isMandatory(account))));
		return method.isPresent() ? "securityinfo/remove" : LIST;
	}

	@PostMapping("/methods/{id}/remove")
	String remove(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile account, HttpServletRequest request,
			RedirectAttributes next) {
		OptionalInt removed = this.removals.remove(account, id);
		removed.ifPresent((generation) -> this.sessions.goOnAlone(account, generation, request));
		return removed.isPresent() ? back("removed", next) : "redirect:/security-info/methods/" + id + "/remove";
	}

	private static String back(String done, RedirectAttributes next) {
		next.addFlashAttribute("done", "security-info.done." + done);
		return LIST;
	}

	private MethodProfile own(AccountProfile account, UUID id) {
		return this.methods.find(account.id(), id).orElseThrow();
	}

	private SecurityInfoPage page(AccountProfile account, Locale locale) {
		ZoneId zone = account.organization().zone();
		return new SecurityInfoPage(
				this.methods.of(account.id()).stream().map((method) -> MethodRow.of(method, zone, locale)).toList());
	}

	record SecurityInfoPage(List<MethodRow> methods) {

		public @Nullable String defaultMethod() {
			return this.methods.stream().filter(MethodRow::isDefault).map(MethodRow::name).findFirst().orElse(null);
		}

	}

	record RenameForm(@NotBlank @Pattern(regexp = "[^\\p{Cc}\\p{Cf}\\p{Cs}]{0,50}") @Nullable String name) {

		String stripped() {
			return (this.name != null) ? this.name.strip() : "";
		}

	}

	record RenamePage(UUID id, String name) {
	}

	/**
	 * @param needed whether it must stay, because MFA is mandatory and there is no other
	 */
	record RemovePage(UUID id, String name, boolean last, boolean needed) {
	}

}
