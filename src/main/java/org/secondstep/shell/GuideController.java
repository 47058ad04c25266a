package org.secondstep.shell;

import org.secondstep.qr.QrCode;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * The guide's first two steps, which need nobody to be known.
 */
@Controller
class GuideController {

	private static final String ANDROID = "https://play.google.com/store/apps/details?id=com.azure.authenticator&hl=en&gl=US";

	private static final String APPLE = "https://apps.apple.com/us/app/microsoft-authenticator/id983156458";

	private static final GetStartedPage GET_STARTED = new GetStartedPage(ANDROID, APPLE, QrCode.of(ANDROID).svg(),
			QrCode.of(APPLE).svg());

	private final PortalAddress address;

	GuideController(PortalAddress address) {
		this.address = address;
	}

	@GetMapping("/")
	String home() {
		return "shell/home";
	}

	@GetMapping("/get-started")
	String getStarted(Model model) {
		model.addAttribute("page", GET_STARTED);
		return "shell/get-started";
	}

	@GetMapping("/mfasetup")
	String mfaSetup(@RequestHeader(name = "User-Agent", defaultValue = "") String browser, Model model) {
		if (!browser.contains("Mobi")) {
			return "redirect:/security-info/add";
		}
		model.addAttribute("page", new ContinueOnPcPage(this.address.text()));
		return "shell/continue-on-pc";
	}

	record GetStartedPage(String androidLink, String appleLink, String androidQr, String appleQr) {
	}

	record ContinueOnPcPage(String portal) {
	}

}
