package org.secondstep.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.secondstep.account.AccountProfile;
import org.secondstep.limit.DeviceCookie;
import org.secondstep.limit.DeviceCookie.Choice;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping(SignInFlow.STAY)
class StaySignedInController {

	private final SignInFlow flow;

	private final DeviceCookie device;

	StaySignedInController(SignInFlow flow, DeviceCookie device) {
		this.flow = flow;
		this.device = device;
	}

	@GetMapping
	String ask() {
		return "signin/stay-signed-in";
	}

	@PostMapping
	String answer(@RequestParam(defaultValue = "no") String answer,
			@RequestParam(defaultValue = "false") boolean dontShowAgain,
			@AuthenticationPrincipal AccountProfile account, HttpServletRequest request, HttpServletResponse response) {
		boolean yes = "yes".equals(answer);
		if (dontShowAgain) {
			this.device.choose(account.username(), yes ? Choice.YES : Choice.NO, request, response);
		}
		if (yes) {
			this.flow.stay(account, request);
		}
		return "redirect:" + this.flow.wanted(account, request, response);
	}

}
