package org.secondstep.securityinfo;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.limit.DeviceCookie;
import org.secondstep.limit.DeviceCookie.Choice;
import org.secondstep.session.SessionProfile;
import org.secondstep.session.Sessions;
import org.secondstep.shell.Moment;
import org.secondstep.shell.NetworkAddress;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/devices")
class DevicesController {

	private static final String BACK = "redirect:/devices";

	private final Sessions sessions;

	private final DeviceCookie device;

	private final OwnSessions own;

	DevicesController(Sessions sessions, DeviceCookie device, OwnSessions own) {
		this.sessions = sessions;
		this.device = device;
		this.own = own;
	}

	@GetMapping
	String list(@AuthenticationPrincipal AccountProfile account, HttpSession current, HttpServletRequest request,
			Model model, Locale locale) {
		ZoneId zone = account.organization().zone();
		List<DeviceRow> devices = this.sessions.of(account.id(), account.generation(), current.getId())
			.stream()
			.map((session) -> DeviceRow.of(session, zone, locale))
			.toList();
		model.addAttribute("page", new DevicesPage(devices, notAsked(this.device.choice(account.username(), request))));
		return "securityinfo/devices";
	}

	@PostMapping("/{id:[0-9a-f]{32}}/end")
	String end(@PathVariable String id, @AuthenticationPrincipal AccountProfile account) {
		this.own.end(account, id);
		return BACK;
	}

	@PostMapping("/end-others")
	String endOthers(@AuthenticationPrincipal AccountProfile account, HttpServletRequest request) {
		this.own.endOthers(account, request);
		return BACK;
	}

	@PostMapping("/ask-again")
	String askAgain(@AuthenticationPrincipal AccountProfile account, HttpServletRequest request,
			HttpServletResponse response, RedirectAttributes next) {
		this.device.choose(account.username(), Choice.ASK, request, response);
		next.addFlashAttribute("done", "devices.asked-again");
		return BACK;
	}

	private static @Nullable String notAsked(Choice choice) {
		return switch (choice) {
			case ASK -> null;
			case NO -> "devices.not-asked.no";
			case YES -> "devices.not-asked.yes";
		};
	}

	/**
	 * @param notAsked how "Stay signed in?" is answered in this browser without a
	 * question; none while it is asked
	 */
	record DevicesPage(List<DeviceRow> devices, @Nullable String notAsked) {

		public boolean others() {
			return this.devices.size() > 1;
		}

	}

	record DeviceRow(String id, String browser, String system, String address, Moment signedInAt, Moment lastSeenAt,
			boolean current, boolean staySignedIn) {

		static DeviceRow of(SessionProfile session, ZoneId zone, Locale locale) {
			return new DeviceRow(session.id(), session.browser(), session.system(),
					NetworkAddress.of(session.address()).text(), Moment.of(session.signedInAt(), zone, locale),
					Moment.of(session.lastSeenAt(), zone, locale), session.current(), session.staying());
		}

	}

}
