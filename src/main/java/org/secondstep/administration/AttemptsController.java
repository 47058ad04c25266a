package org.secondstep.administration;

import java.time.ZoneId;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.limit.FailingClient;
import org.secondstep.limit.FailingClients;
import org.secondstep.shell.Moment;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Wrong passwords by client address.
 */
@Controller
@RequestMapping("/admin/attempts")
class AttemptsController {

	private final FailingClients clients;

	AttemptsController(FailingClients clients) {
		this.clients = clients;
	}

	@GetMapping
	String list(@AuthenticationPrincipal AccountProfile administrator, Model model, Locale locale) {
		ZoneId zone = administrator.organization().zone();
		model.addAttribute("rows", this.clients.all().stream().map((client) -> Row.of(client, zone, locale)).toList());
		return "administration/attempts";
	}

	@PostMapping
	String clear(@RequestParam String key, @AuthenticationPrincipal AccountProfile administrator) {
		this.clients.clear(key, administrator.subject());
		return "redirect:/admin/attempts";
	}

	record Row(String key, String address, int failures, Moment since, @Nullable Moment waitsUntil, int accounts) {

		static Row of(FailingClient client, ZoneId zone, Locale locale) {
			Moment until = (client.waitsUntil() != null) ? Moment.notBefore(client.waitsUntil(), zone, locale) : null;
			return new Row(client.key(), client.address(), client.failures(), Moment.of(client.since(), zone, locale),
					until, client.accounts());
		}

	}

}
