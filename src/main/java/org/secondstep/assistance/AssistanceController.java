package org.secondstep.assistance;

import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.method.MethodProfile;
import org.secondstep.method.SignInMethods;
import org.secondstep.staff.Reach;

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
 * One page for each action: what it does, why it is done, and the button once more.
 */
@Controller
@RequestMapping("/helpdesk/accounts/{id}")
class AssistanceController {

	private static final String HELP = "/{help:take-back-pass|reset-methods|unlock|end-sessions|require-enrollment|disable|enable}";

	private final Assistance assistance;

	private final Obstacles obstacles;

	private final Reach reach;

	private final SignInMethods methods;

	AssistanceController(Assistance assistance, Obstacles obstacles, Reach reach, SignInMethods methods) {
		this.assistance = assistance;
		this.obstacles = obstacles;
		this.reach = reach;
		this.methods = methods;
	}

	@GetMapping(HELP)
	String page(@PathVariable UUID id, @PathVariable String help, @AuthenticationPrincipal AccountProfile staff,
			Model model) {
		AccountProfile person = this.reach.person(id, staff);
		Help chosen = Help.of(help).orElseThrow();
		model.addAttribute("reasonForm", new ReasonForm(null));
		return page(person, help, null, this.obstacles.of(staff, person).to(chosen), model);
	}

	@PostMapping(HELP)
	String act(@PathVariable UUID id, @PathVariable String help, @Valid @ModelAttribute("reasonForm") ReasonForm form,
			BindingResult errors, @AuthenticationPrincipal AccountProfile staff, Model model,
			HttpServletResponse response) {
		AccountProfile person = this.reach.person(id, staff);
		Help chosen = Help.of(help).orElseThrow();
		Optional<Obstacle> obstacle = errors.hasErrors() ? this.obstacles.of(staff, person).to(chosen)
				: this.assistance.help(chosen, staff, person, form.why());
		boolean done = !errors.hasErrors() && obstacle.map(Obstacle::isDone).orElse(true);
		return done ? done(id, help) : refused(page(person, help, null, obstacle, model), errors, response);
	}

	@GetMapping("/methods/{method}/remove")
	String removePage(@PathVariable UUID id, @PathVariable UUID method, @AuthenticationPrincipal AccountProfile staff,
			Model model) {
		AccountProfile person = this.reach.person(id, staff);
		model.addAttribute("reasonForm", new ReasonForm(null));
		return page(person, "remove-method", method(person, method), this.obstacles.of(staff, person).toTakeover(),
				model);
	}

	@PostMapping("/methods/{method}/remove")
	String remove(@PathVariable UUID id, @PathVariable UUID method,
			@Valid @ModelAttribute("reasonForm") ReasonForm form, BindingResult errors,
			@AuthenticationPrincipal AccountProfile staff, Model model, HttpServletResponse response) {
		AccountProfile person = this.reach.person(id, staff);
		MethodProfile removed = method(person, method);
		Optional<Obstacle> obstacle = errors.hasErrors() ? this.obstacles.of(staff, person).toTakeover()
				: this.assistance.removeMethod(method, staff, person, form.why());
		return (errors.hasErrors() || obstacle.isPresent())
				? refused(page(person, "remove-method", removed, obstacle, model), errors, response)
				: done(id, "remove-method");
	}

	private MethodProfile method(AccountProfile person, UUID method) {
		return this.methods.find(person.id(), method).orElseThrow();
	}

	private static String page(AccountProfile person, String help, @Nullable MethodProfile method,
			Optional<Obstacle> obstacle, Model model) {
		String path = (method != null) ? "methods/" + method.id() + "/remove" : help;
		model.addAttribute("page", new ActionPage(person.id(), person.displayName(), help, path,
				(method != null) ? method.name() : "", obstacle.orElse(null)));
		return "assistance/action";
	}

	/**
	 * Nobody comes here from a page that offers it: the check ended meanwhile, or the
	 * request was made by hand.
	 */
	private static String refused(String view, BindingResult errors, HttpServletResponse response) {
		if (!errors.hasErrors()) {
			response.setStatus(HttpStatus.FORBIDDEN.value());
		}
		return view;
	}

	private static String done(UUID id, String help) {
		return "redirect:/helpdesk/accounts/" + id + "?done=" + help;
	}

	/**
	 * @param help last part of the message keys
	 * @param path below the person's
	 * @param method name of the method concerned, if it is one
	 */
	record ActionPage(UUID id, String name, String help, String path, String method, @Nullable Obstacle obstacle) {
	}

}
