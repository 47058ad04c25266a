package org.secondstep.enrollment;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.secondstep.account.AccountProfile;
import org.secondstep.method.MethodKind;
import org.secondstep.method.MethodProfile;
import org.secondstep.method.SecondSteps;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.StepReached;
import org.secondstep.organization.MandatoryDate;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

@Controller
class EnrollmentController {

	private final SecondSteps secondSteps;

	private final SignInMethods methods;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	EnrollmentController(SecondSteps secondSteps, SignInMethods methods, ApplicationEventPublisher events,
			Clock clock) {
		this.secondSteps = secondSteps;
		this.methods = methods;
		this.events = events;
		this.clock = clock;
	}

	@GetMapping("/security-info/add")
	String add(@AuthenticationPrincipal AccountProfile account, Model model) {
		this.events.publishEvent(new StepReached(account.id(), 6));
		MfaPolicy policy = account.organization().policy();
		boolean first = !this.methods.hasAny(account.id());
		List<Kind> kinds = this.secondSteps.kinds()
			.stream()
			.filter((kind) -> policy.allows(kind.kind()))
			.map(Kind::new)
			.toList();
		model.addAttribute("page",
				new AddPage(kinds, first, first && policy.passNeeded(), this.methods.isFull(account.id())));
		return "enrollment/add";
	}

	@GetMapping("/security-info/{kind}/done")
	String done(@PathVariable String kind, @AuthenticationPrincipal AccountProfile account, Model model,
			Locale locale) {
		MethodProfile newest = this.methods.of(account.id())
			.stream()
			.filter((method) -> method.kind().equals(kind))
			.max(Comparator.comparing(MethodProfile::registeredAt))
			.orElseThrow();
		OrganizationProfile organization = account.organization();
		model.addAttribute("page", new DonePage(newest.name(),
				MandatoryDate.of(organization, account.isStaff(), this.clock.instant(), locale)));
		return "enrollment/done";
	}

	record Kind(String key, String href) {

		Kind(MethodKind kind) {
			this(kind.kind(), kind.enrollmentPath());
		}

	}

	record AddPage(List<Kind> kinds, boolean first, boolean passNeeded, boolean full) {
	}

	record DonePage(String methodName, MandatoryDate mandatory) {
	}

}
