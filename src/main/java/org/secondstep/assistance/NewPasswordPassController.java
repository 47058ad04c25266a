package org.secondstep.assistance;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.assistance.PassController.IssuedPage;
import org.secondstep.assistance.PassController.PassPage;
import org.secondstep.staff.Reach;
import org.secondstep.temporarypass.IssuedPass;

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
 * Issues a pass for a new password, and shows it in the answer itself.
 */
@Controller
@RequestMapping("/helpdesk/accounts/{id}/new-password")
class NewPasswordPassController {

	private final PassAssistance assistance;

	private final Obstacles obstacles;

	private final Reach reach;

	NewPasswordPassController(PassAssistance assistance, Obstacles obstacles, Reach reach) {
		this.assistance = assistance;
		this.obstacles = obstacles;
		this.reach = reach;
	}

	@GetMapping
	String page(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile staff, Model model) {
		model.addAttribute("passForm", new NewPasswordPassForm(null, null));
		AccountProfile person = this.reach.person(id, staff);
		return page(person, this.obstacles.of(staff, person).toNewPassword(), model);
	}

	@PostMapping
	String issue(@PathVariable UUID id, @Valid @ModelAttribute("passForm") NewPasswordPassForm form,
			BindingResult errors, @AuthenticationPrincipal AccountProfile staff, Model model, Locale locale,
			HttpServletResponse response) {
		AccountProfile person = this.reach.person(id, staff);
		Optional<IssuedPass> issued = errors.hasErrors() ? Optional.empty()
				: this.assistance.issueForPassword(form.given(), staff, person, form.why());
		if (issued.isPresent()) {
			model.addAttribute("issued", IssuedPage.of(issued.get(), person, "new-password", locale));
			return "assistance/issued";
		}
		Optional<Obstacle> obstacle = this.obstacles.of(staff, person).toNewPassword();
		return errors.hasErrors() ? page(person, obstacle, model)
				: refused(person, this.assistance.refusal(form.given(), person, obstacle), model, response);
	}

	private static String refused(AccountProfile person, Obstacle refusal, Model model, HttpServletResponse response) {
		response.setStatus(refusal.status());
		return page(person, Optional.of(refusal), model);
	}

	private static String page(AccountProfile person, Optional<Obstacle> obstacle, Model model) {
		model.addAttribute("page",
				new PassPage(person.id(), person.displayName(), UUID.randomUUID().toString(), obstacle.orElse(null)));
		return "assistance/new-password";
	}

	/**
	 * @param number of this form, new whenever it is shown: it leads to one pass
	 * @param reason in words, or the number of a ticket
	 */
	record NewPasswordPassForm(
			@NotBlank @Pattern(regexp = "([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?") @Nullable String number,
			@NotBlank @Size(min = 3, max = 200) @Nullable String reason) {

		NewPasswordPassForm {
			reason = ReasonForm.strip(reason);
		}

		/**
		 * @throws NullPointerException if the form is not valid
		 */
		String given() {
			return Objects.requireNonNull(this.number);
		}

		/**
		 * @throws NullPointerException if the form is not valid
		 */
		String why() {
			return Objects.requireNonNull(this.reason);
		}

	}

}
