package org.secondstep.securityinfo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.DetailWords;
import org.secondstep.audit.RememberedEvent;
import org.secondstep.method.MethodProfile;
import org.secondstep.method.SignInMethods;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.session.SessionProfile;
import org.secondstep.session.Sessions;
import org.secondstep.shell.Moment;
import org.secondstep.shell.NetworkAddress;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * What is stored about a person, to read and to take along.
 */
@Controller
@RequestMapping("/privacy")
class PrivacyController {

	private static final int SHOWN = 50;

	private static final int DOWNLOADED = 10_000;

	private final SignInMethods methods;

	private final Sessions sessions;

	private final Audit audit;

	private final DetailWords details;

	private final Clock clock;

	PrivacyController(SignInMethods methods, Sessions sessions, Audit audit, DetailWords details, Clock clock) {
		this.methods = methods;
		this.sessions = sessions;
		this.audit = audit;
		this.details = details;
		this.clock = clock;
	}

	@GetMapping
	String privacy(@AuthenticationPrincipal AccountProfile account, HttpSession current, Model model, Locale locale) {
		OrganizationProfile organization = account.organization();
		ZoneId zone = organization.zone();
		model.addAttribute("page", new PrivacyPage(account, organization.name(),
				this.methods.of(account.id()).stream().map((method) -> MethodRow.of(method, zone, locale)).toList(),
				this.sessions.of(account.id(), account.generation(), current.getId()).size(),
				this.audit.about(account.id(), SHOWN).stream().map((event) -> row(event, account, locale)).toList()));
		return "securityinfo/privacy";
	}

	@GetMapping("/download")
	ResponseEntity<StoredData> download(@AuthenticationPrincipal AccountProfile account, HttpSession current) {
		this.audit.remember(AuditEvent.of(AuditAction.DATA_DOWNLOADED, account.subject()));
		StoredData data = new StoredData(this.clock.instant(), account.username(), account.displayName(),
				account.email(), account.organization().name(), account.roles(), account.language(),
				account.caseReference(), account.createdAt(), this.methods.of(account.id()),
				this.sessions.of(account.id(), account.generation(), current.getId()),
				this.audit.about(account.id(), DOWNLOADED));
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename("second-step-my-data.json").build().toString())
			.body(data);
	}

	private EventRow row(RememberedEvent event, AccountProfile account, Locale locale) {
		String detail = this.details.of(event.action(), event.detail(), locale);
		String address = (event.address() != null) ? NetworkAddress.of(event.address()).text() : null;
		String actor = account.username().equals(event.actor()) ? null : event.actor();
		return new EventRow(Moment.of(event.at(), account.organization().zone(), locale), event.action(), detail, actor,
				address);
	}

	record PrivacyPage(AccountProfile account, String organization, List<MethodRow> methods, int devices,
			List<EventRow> events) {
	}

	/**
	 * @param actor who did it, unless it was the person
	 */
	record EventRow(Moment when, AuditAction action, @Nullable String detail, @Nullable String actor,
			@Nullable String address) {
	}

	record StoredData(Instant downloadedAt, String account, String displayName, String email, String organization,
			Set<Role> roles, @Nullable String language, String caseReference, Instant createdAt,
			List<MethodProfile> methods, List<SessionProfile> devices, List<RememberedEvent> events) {
	}

}
