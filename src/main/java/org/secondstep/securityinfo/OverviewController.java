package org.secondstep.securityinfo;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.method.EnrollmentProgress;
import org.secondstep.method.MethodProfile;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.UnfinishedEnrollments;
import org.secondstep.organization.MandatoryDate;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.shell.Moment;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class OverviewController {

	private final SignInMethods methods;

	private final List<UnfinishedEnrollments> unfinished;

	private final Clock clock;

	OverviewController(SignInMethods methods, List<UnfinishedEnrollments> unfinished, Clock clock) {
		this.methods = methods;
		this.unfinished = unfinished;
		this.clock = clock;
	}

	@GetMapping("/overview")
	String overview(@AuthenticationPrincipal AccountProfile account, Model model, Locale locale) {
		OrganizationProfile organization = account.organization();
		List<MethodProfile> registered = this.methods.of(account.id());
		Optional<Moment> lastUse = registered.stream()
			.map(MethodProfile::lastUsedAt)
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.map((at) -> Moment.of(at, organization.zone(), locale));
		Optional<Moment> begun = this.unfinished.stream()
			.flatMap((kind) -> kind.progress(account.id()).stream())
			.map(EnrollmentProgress::startedAt)
			.min(Comparator.naturalOrder())
			.map((at) -> Moment.of(at, organization.zone(), locale));
		model.addAttribute("page",
				new OverviewPage(registered.size(),
						MandatoryDate.of(organization, account.isStaff(), this.clock.instant(), locale),
						begun.orElse(null), lastUse.orElse(null)));
		return "securityinfo/overview";
	}

	@GetMapping("/organizations")
	String organizations(@AuthenticationPrincipal AccountProfile account, Model model, Locale locale) {
		OrganizationProfile organization = account.organization();
		model.addAttribute("page", new OrganizationsPage(organization,
				MandatoryDate.of(organization, account.isStaff(), this.clock.instant(), locale)));
		return "securityinfo/organizations";
	}

	record OverviewPage(int methods, MandatoryDate mandatory, @Nullable Moment unfinished,
			@Nullable Moment lastSignIn) {

		public boolean safe() {
			return this.methods > 0;
		}

	}

	record OrganizationsPage(OrganizationProfile organization, MandatoryDate mandatory) {
	}

}
