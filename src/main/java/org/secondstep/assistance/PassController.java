package org.secondstep.assistance;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.shell.Moment;
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
 * Issues a pass and shows it in the answer itself: it is stored nowhere, so no other page
 * could show it.
 */
@Controller
@RequestMapping("/helpdesk/accounts/{id}/temporary-pass")
class PassController {

	private final PassAssistance assistance;

	private final Obstacles obstacles;

	private final Reach reach;

	private final Clock clock;

	PassController(PassAssistance assistance, Obstacles obstacles, Reach reach, Clock clock) {
		this.assistance = assistance;
		this.obstacles = obstacles;
		this.reach = reach;
		this.clock = clock;
	}

	@ModelAttribute("lasting")
	List<Integer> lasting() {
		return List.of(1, 2, 4, 8, 24);
	}

	@GetMapping
	String page(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile staff, Model model) {
		model.addAttribute("passForm", PassForm.NEW);
		AccountProfile person = this.reach.person(id, staff);
		return page(person, this.obstacles.of(staff, person).toPass(), model);
	}

	@PostMapping
	String issue(@PathVariable UUID id, @Valid @ModelAttribute("passForm") PassForm form, BindingResult errors,
			@AuthenticationPrincipal AccountProfile staff, Model model, Locale locale, HttpServletResponse response) {
		AccountProfile person = this.reach.person(id, staff);
		Optional<Instant> starts = form.startsAt(person.organization().zone(), this.clock.instant());
		if (starts.isEmpty()) {
			errors.rejectValue("starts", "assistance.temporary-pass.starts.wrong");
		}
		Optional<IssuedPass> issued = errors.hasErrors() ? Optional.empty() : starts.flatMap((from) -> this.assistance
			.issue(form.given(), staff, person, from, from.plus(form.lasting()), form.isManyUses(), form.why()));
		issued.ifPresent((pass) -> model.addAttribute("issued",
				IssuedPage.of(pass, person, this.obstacles.of(staff, person).isUnopened() ? "first" : null, locale)));
		if (issued.isPresent()) {
			return "assistance/issued";
		}
		if (errors.hasErrors()) {
			return page(person, this.obstacles.of(staff, person).toPass(), model);
		}
		Obstacle refusal = this.assistance.refusal(form.given(), person, this.obstacles.of(staff, person).toPass());
		response.setStatus(refusal.status());
		return page(person, Optional.of(refusal), model);
	}

	private static String page(AccountProfile person, Optional<Obstacle> obstacle, Model model) {
		model.addAttribute("page",
				new PassPage(person.id(), person.displayName(), UUID.randomUUID().toString(), obstacle.orElse(null)));
		return "assistance/temporary-pass";
	}

	/**
	 * @param number of this form, see {@link PassForm}
	 */
	record PassPage(UUID id, String name, String number, @Nullable Obstacle obstacle) {

		public boolean isSent() {
			return this.obstacle == Obstacle.ALREADY_SENT;
		}

	}

	/**
	 * @param text the pass, which this answer alone holds
	 * @param how last part of the key of what the person does with it, where that is not
	 * to type it at the sign-in
	 */
	record IssuedPage(UUID id, String name, String text, Moment startsAt, Moment endsAt, boolean manyUses,
			@Nullable String how) {

		static IssuedPage of(IssuedPass pass, AccountProfile person, @Nullable String how, Locale locale) {
			ZoneId zone = person.organization().zone();
			return new IssuedPage(person.id(), person.displayName(), pass.text(),
					Moment.of(pass.startsAt(), zone, locale), Moment.of(pass.endsAt(), zone, locale), pass.manyUses(),
					how);
		}

		@Override
		public String toString() {
			return "redacted";
		}

	}

}
