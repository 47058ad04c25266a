package org.secondstep.enrollment;

import java.time.Clock;
import java.util.Comparator;
import java.util.Locale;

import org.secondstep.account.AccountProfile;
import org.secondstep.method.MethodProfile;
import org.secondstep.method.SignInMethods;
import org.secondstep.organization.MandatoryDate;
import org.secondstep.organization.OrganizationProfile;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

@Controller
class EnrollmentController {

	private final SignInMethods methods;

	private final Clock clock;

	EnrollmentController(SignInMethods methods, Clock clock) {
		this.methods = methods;
		this.clock = clock;
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

	record DonePage(String methodName, MandatoryDate mandatory) {
	}

}
