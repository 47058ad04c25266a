package org.secondstep.password;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.LinkPurpose;
import org.secondstep.account.PasswordLinks;
import org.secondstep.account.PasswordLinks.OpenLink;
import org.secondstep.limit.LinkCookie;
import org.secondstep.method.MethodProfile;
import org.secondstep.method.SignInMethods;
import org.secondstep.session.CurrentSession;
import org.secondstep.session.SessionPart;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where a mailed link leads. The token leaves the address at once, so that no page, no
 * Referer and no history entry of a form carries it; the session keeps the link's name.
 */
@Controller
@RequestMapping("/sign-in/new-password")
class NewPasswordController {

	static final String PAGE = "redirect:/sign-in/new-password";

	private static final SessionPart<HeldLink> LINK = new SessionPart<>("passwordLink", HeldLink.class);

	private final PasswordLinks links;

	private final OwnPassword passwords;

	private final SignInMethods methods;

	private final CurrentSession session;

	private final TypedAccount typedAccount;

	private final LinkCookie linkCookie;

	private final Clock clock;

	NewPasswordController(PasswordLinks links, OwnPassword passwords, SignInMethods methods, CurrentSession session,
			TypedAccount typedAccount, LinkCookie linkCookie, Clock clock) {
		this.links = links;
		this.passwords = passwords;
		this.methods = methods;
		this.session = session;
		this.typedAccount = typedAccount;
		this.linkCookie = linkCookie;
		this.clock = clock;
	}

	@GetMapping(params = "token")
	String open(@RequestParam String token, HttpServletRequest request, HttpServletResponse response) {
		Optional<OpenLink> link = this.links.find(token);
		link.ifPresent((found) -> {
			hold(found, request);
			this.typedAccount.remember(found.account().username(), response);
		});
		return link.isPresent() ? PAGE : closed("link-closed", response);
	}

	/**
	 * Opens a link in this session, and in no other.
	 */
	static void hold(OpenLink link, HttpServletRequest request) {
		LINK.keepUnderNewId(new HeldLink(link.name(), link.purpose()), request);
	}

	@GetMapping
	String form(HttpServletRequest request, HttpServletResponse response, Model model) {
		model.addAttribute("newPasswordForm", new NewPasswordForm(null, null, null, null));
		return link(request).map((link) -> page(link, model)).orElseGet(() -> closed(request, response));
	}

	@PostMapping
	String save(@Valid @ModelAttribute("newPasswordForm") NewPasswordForm form, BindingResult errors,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		form.judge(errors);
		Optional<OpenLink> link = link(request);
		link.filter((open) -> !errors.hasErrors())
			.flatMap((open) -> this.passwords.problem(open.account(), form.method(), form.typed(), form.chosen()))
			.ifPresent((problem) -> errors.rejectValue(problem.field(), problem.key()));
		if (link.isPresent() && errors.hasErrors()) {
			return page(link.get(), model);
		}
		if (link.isEmpty()) {
			return closed(request, response);
		}
		return this.passwords.choose(link.get(), form.chosen())
			.map((account) -> leave(link.get().purpose(), account, request, response))
			.orElseGet(() -> closed("link-closed", response));
	}

	/**
	 * Whoever chose a first password is signed in and goes on to enrollment, for which
	 * invitation or pass is the ticket; whoever renewed a password signs in with it.
	 */
	private String leave(LinkPurpose purpose, AccountProfile account, HttpServletRequest request,
			HttpServletResponse response) {
		this.session.end(request);
		this.linkCookie.mark(account.username(), response);
		if (!purpose.isFirst()) {
			this.typedAccount.remember(account.username(), response);
			return "redirect:/sign-in?changed";
		}
		this.typedAccount.forget(response);
		this.session.passwordPassed(account.id(), account.generation(), this.clock.instant(), request);
		this.session.ticketPassed(request);
		return "redirect:/security-info/add";
	}

	private String page(OpenLink link, Model model) {
		List<MethodProfile> registered = this.methods.of(link.account().id());
		model.addAttribute("page",
				new NewPasswordPage(link.account().username(), registered, link.purpose().isFirst()));
		return "password/new-password";
	}

	private static String closed(HttpServletRequest request, HttpServletResponse response) {
		boolean byPass = LINK.find(request).filter((held) -> held.purpose().isByPass()).isPresent();
		return closed(byPass ? "pass-closed" : "link-closed", response);
	}

	private static String closed(String page, HttpServletResponse response) {
		response.setStatus(HttpStatus.NOT_FOUND.value());
		return "password/" + page;
	}

	private Optional<OpenLink> link(HttpServletRequest request) {
		return LINK.find(request).flatMap((held) -> this.links.open(held.name()));
	}

	/**
	 * The link that this session opened.
	 */
	record HeldLink(String name, LinkPurpose purpose) {
	}

	record NewPasswordForm(@Nullable UUID method, @Nullable String code, @NotBlank @Nullable String newPassword,
			@Nullable String repeatPassword) {

		void judge(Errors errors) {
			if (!chosen().equals(this.repeatPassword)) {
				errors.rejectValue("repeatPassword", "password.differ");
			}
		}

		String typed() {
			return (this.code != null) ? this.code : "";
		}

		String chosen() {
			return (this.newPassword != null) ? this.newPassword : "";
		}

		@Override
		public String toString() {
			return "redacted";
		}

	}

	/**
	 * @param first whether it is the first password of this account
	 */
	record NewPasswordPage(String username, List<MethodProfile> methods, boolean first) {
	}

}
