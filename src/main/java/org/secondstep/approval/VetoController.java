package org.secondstep.approval;

import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.secondstep.session.SessionPart;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * "Stop, this wasn't me", from the mail. The token leaves the address at once; opening
 * the page changes nothing.
 */
@Controller
@RequestMapping("/stop-reset")
class VetoController {

	private static final SessionPart<UUID> REQUEST = new SessionPart<>("vetoRequest", UUID.class);

	private final Approvals approvals;

	VetoController(Approvals approvals) {
		this.approvals = approvals;
	}

	@GetMapping(params = "token")
	String open(@RequestParam String token, HttpServletRequest request, HttpServletResponse response) {
		Optional<ResetRequest> waiting = this.approvals.ofToken(token);
		waiting.map(ResetRequest::id).ifPresent((id) -> REQUEST.keepUnderNewId(id, request));
		return waiting.isPresent() ? "redirect:/stop-reset" : closed(response);
	}

	@GetMapping
	String page(HttpServletRequest request, HttpServletResponse response, Model model) {
		Optional<ResetRequest> waiting = waiting(request);
		waiting.ifPresent(
				(found) -> model.addAttribute("name", this.approvals.account(found.requestedBy()).displayName()));
		return waiting.isPresent() ? "approval/veto" : closed(response);
	}

	@PostMapping
	String stop(HttpServletRequest request, HttpServletResponse response) {
		boolean stopped = waiting(request).filter(this.approvals::stop).isPresent();
		return stopped ? "approval/stopped" : closed(response);
	}

	private Optional<ResetRequest> waiting(HttpServletRequest request) {
		return REQUEST.find(request).flatMap(this.approvals::find);
	}

	private static String closed(HttpServletResponse response) {
		response.setStatus(HttpStatus.NOT_FOUND.value());
		return "approval/closed";
	}

}
