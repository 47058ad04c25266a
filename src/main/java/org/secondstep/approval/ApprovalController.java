package org.secondstep.approval;

import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/helpdesk/approvals")
class ApprovalController {

	private final ApprovalDesk desk;

	ApprovalController(ApprovalDesk desk) {
		this.desk = desk;
	}

	@GetMapping
	String waiting(@RequestParam(required = false) @Nullable String decided,
			@AuthenticationPrincipal AccountProfile staff, Model model, Locale locale) {
		model.addAttribute("requests", this.desk.waiting(staff, locale));
		model.addAttribute("decided", decided != null);
		return "approval/waiting";
	}

	@GetMapping("/{id}")
	String request(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile staff, Model model, Locale locale) {
		model.addAttribute("page", this.desk.page(id, staff, locale));
		return "approval/request";
	}

	@PostMapping("/{id}")
	String decide(@PathVariable UUID id, @RequestParam(defaultValue = "decline") String answer,
			@AuthenticationPrincipal AccountProfile staff) {
		boolean decided = this.desk.decide(id, staff, "approve".equals(answer));
		return "redirect:/helpdesk/approvals" + (decided ? "?decided" : "");
	}

}
