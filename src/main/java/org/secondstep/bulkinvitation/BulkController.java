package org.secondstep.bulkinvitation;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.helpdesk.PeopleForm;
import org.secondstep.job.JobProgress;
import org.secondstep.shell.Moment;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Bulk invitations: preview, order, progress.
 */
@Controller
@RequestMapping("/admin/invitations")
class BulkController {

	private static final Set<String> LANGUAGES = Set.of("en", "nl", "fr", "de");

	private final BulkInvitations invitations;

	BulkController(BulkInvitations invitations) {
		this.invitations = invitations;
	}

	@GetMapping
	String list(@AuthenticationPrincipal AccountProfile administrator, Model model, Locale locale) {
		ZoneId zone = administrator.organization().zone();
		model.addAttribute("rows",
				this.invitations.newest().stream().map((bulk) -> Row.of(bulk, zone, locale)).toList());
		return "bulkinvitation/bulks";
	}

	@GetMapping("/new")
	String preview(@ModelAttribute("form") BulkForm form, @ModelAttribute("search") PeopleForm search,
			@AuthenticationPrincipal AccountProfile administrator, Model model) {
		return preview(form, search, administrator, false, model);
	}

	@PostMapping("/new")
	String order(@ModelAttribute("form") BulkForm form, @ModelAttribute("search") PeopleForm search,
			@AuthenticationPrincipal AccountProfile administrator, Model model) {
		UUID number = (form.number() != null) ? form.number() : UUID.randomUUID();
		return isOrdered(number, form, search, administrator) ? "redirect:/admin/invitations/" + number
				: preview(form, search, administrator, true, model);
	}

	@GetMapping("/{id}")
	String watch(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile administrator, Model model,
			Locale locale) {
		show(id, administrator, model, locale);
		return "bulkinvitation/watch";
	}

	@GetMapping("/{id}/progress")
	String progress(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile administrator, Model model,
			Locale locale) {
		show(id, administrator, model, locale);
		return "bulkinvitation/progress :: progress";
	}

	@PostMapping("/{id}/stop")
	String stop(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile administrator) {
		this.invitations.stop(id, administrator);
		return "redirect:/admin/invitations/" + id;
	}

	/**
	 * A form that is sent twice at once orders once.
	 */
	private boolean isOrdered(UUID number, BulkForm form, PeopleForm search, AccountProfile administrator) {
		String language = (form.language() != null && LANGUAGES.contains(form.language())) ? form.language() : "en";
		try {
			return this.invitations.isMailing() && this.invitations.people(form, search, administrator)
				.filter((people) -> this.invitations.order(number, people, form, language, administrator))
				.isPresent();
		}
		catch (DuplicateKeyException ex) {
			return true;
		}
	}

	private String preview(BulkForm form, PeopleForm search, AccountProfile administrator, boolean changed,
			Model model) {
		Optional<People> people = this.invitations.people(form, search, administrator);
		Map<Outcome, Long> counts = people.map((known) -> this.invitations.preview(known, form)).orElse(Map.of());
		model.addAttribute("page",
				new PreviewPage(people.orElse(null), this.invitations.isMailing(),
						counts.getOrDefault(Outcome.WAITING, 0L), Count.leftOut(counts), search.link().parameters(),
						UUID.randomUUID(), changed, form.isAgain() || counts.containsKey(Outcome.INVITED)));
		return "bulkinvitation/preview";
	}

	private void show(UUID id, AccountProfile administrator, Model model, Locale locale) {
		Bulk bulk = this.invitations.find(id).orElseThrow();
		Map<Outcome, Long> counts = this.invitations.counts(id);
		model.addAttribute("page",
				new WatchPage(Row.of(bulk, administrator.organization().zone(), locale), bulk.isRunning(),
						BulkWorker.progress(counts), counts.getOrDefault(Outcome.SENT, 0L), Count.leftOut(counts)));
	}

	/**
	 * @param people none if the address names none
	 * @param ready how many would be invited
	 * @param search the fields of the search, for the order
	 * @param changed whether others would be invited than the last preview said
	 * @param open whether the choice to invite people with an open invitation matters
	 */
	record PreviewPage(@Nullable People people, boolean mailing, long ready, List<Count> leftOut,
			Map<String, String> search, UUID number, boolean changed, boolean open) {

	}

	record WatchPage(Row bulk, boolean running, JobProgress progress, long sent, List<Count> leftOut) {

	}

	record Count(Outcome outcome, long people) {

		static List<Count> leftOut(Map<Outcome, Long> counts) {
			return counts.entrySet()
				.stream()
				.filter((each) -> each.getKey() != Outcome.WAITING && each.getKey() != Outcome.SENT)
				.map((each) -> new Count(each.getKey(), each.getValue()))
				.toList();
		}

	}

	record Row(UUID id, Bulk.Origin origin, String text, BulkState state, @Nullable StopReason stopped, String by,
			Moment at) {

		static Row of(Bulk bulk, ZoneId zone, Locale locale) {
			return new Row(bulk.id(), bulk.origin(), bulk.origin().shown(bulk.originText()), bulk.state(),
					bulk.stopReason(), bulk.by().name(), Moment.of(bulk.createdAt(), zone, locale));
		}

	}

}
