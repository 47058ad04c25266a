package org.secondstep.administration;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.method.SecondStep;
import org.secondstep.method.SecondSteps;
import org.secondstep.organization.MandatoryDate;
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

@Controller
@RequestMapping("/admin/organizations")
class OrganizationsController {

	private static final String LIST = "redirect:/admin/organizations";

	private static final String FORM = "organizationForm";

	private final Organizations organizations;

	private final OrganizationEdits edits;

	private final SecondSteps secondSteps;

	private final Clock clock;

	OrganizationsController(Organizations organizations, OrganizationEdits edits, SecondSteps secondSteps,
			Clock clock) {
		this.organizations = organizations;
		this.edits = edits;
		this.secondSteps = secondSteps;
		this.clock = clock;
	}

	@GetMapping
	String list(Model model, Locale locale) {
		model.addAttribute("rows", this.organizations.all().stream().map((each) -> row(each, locale)).toList());
		return "administration/organizations";
	}

	@GetMapping("/new")
	String create(@AuthenticationPrincipal AccountProfile administrator, Model model) {
		return page(null, null, OrganizationForm.blank(administrator.organization().zone()), List.of(), model);
	}

	@PostMapping("/new")
	String create(@Valid @ModelAttribute(FORM) OrganizationForm form, BindingResult errors,
			@AuthenticationPrincipal AccountProfile administrator, Model model) {
		form.objections(kinds()).forEach(errors::rejectValue);
		if (!errors.hasErrors()) {
			this.edits.create(form.details(), administrator.subject()).reject(errors);
		}
		return errors.hasErrors() ? page(null, null, form, List.of(), model) : LIST;
	}

	@GetMapping("/{id}")
	String change(@PathVariable UUID id, Model model) {
		OrganizationForm form = OrganizationForm.of(this.organizations.profile(id));
		return page(id, form.version(), form, List.of(), model);
	}

	@PostMapping("/{id}")
	String change(@PathVariable UUID id, @Valid @ModelAttribute(FORM) OrganizationForm form, BindingResult errors,
			@AuthenticationPrincipal AccountProfile administrator, Model model, HttpServletResponse response) {
		form.objections(kinds()).forEach(errors::rejectValue);
		if (!errors.hasErrors()) {
			Saved saved = this.edits.change(id, form.seen(), form.details(), administrator.subject());
			if (saved == Saved.STALE) {
				return conflict(id, form, model, response);
			}
			saved.reject(errors);
		}
		return errors.hasErrors() ? page(id, form.version(), form, List.of(), model) : LIST;
	}

	/**
	 * Shows what the other one saved beside what was typed, which can be saved again.
	 */
	private String conflict(UUID id, OrganizationForm form, Model model, HttpServletResponse response) {
		OrganizationForm theirs = OrganizationForm.of(this.organizations.profile(id));
		List<Difference> differences = Difference.between(theirs.fields(), form.fields());
		if (differences.isEmpty()) {
			return LIST;
		}
		response.setStatus(HttpStatus.CONFLICT.value());
		return page(id, theirs.version(), form, differences, model);
	}

	private String page(@Nullable UUID id, @Nullable String version, OrganizationForm form,
			List<Difference> differences, Model model) {
		model.addAttribute(FORM, form);
		model.addAttribute("page", new OrganizationPage(id, version, kinds(), zones(), form.colour(), differences));
		return "administration/organization";
	}

	private static List<String> zones() {
		return ZoneId.getAvailableZoneIds()
			.stream()
			.filter((zone) -> zone.matches("UTC|[A-Z][a-z]+/.+"))
			.sorted()
			.toList();
	}

	private Set<String> kinds() {
		return this.secondSteps.kinds().stream().map(SecondStep::kind).collect(Collectors.toCollection(TreeSet::new));
	}

	private Row row(OrganizationProfile organization, Locale locale) {
		return new Row(organization.id(), organization.name(), String.join(", ", organization.domains()),
				MandatoryDate.of(organization, false, this.clock.instant(), locale));
	}

	record Row(UUID id, String name, String domains, MandatoryDate mandatory) {
	}

	/**
	 * @param id none while it is created
	 * @param colour the accent colour as it will be used
	 * @param differences from what somebody else saved meanwhile
	 */
	record OrganizationPage(@Nullable UUID id, @Nullable String version, Set<String> kinds, List<String> zones,
			@Nullable String colour, List<Difference> differences) {
	}

}
