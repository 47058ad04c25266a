package org.secondstep.accountimport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.accountimport.FileObjection.Reason;
import org.secondstep.shell.Moment;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

@Controller
@RequestMapping("/admin/accounts/import")
class ImportController {

	private static final String EXAMPLE = "name@company.example;Name of a person;;;EMPLOYEE;true";

	private final Imports imports;

	private final ImportWorker worker;

	ImportController(Imports imports, ImportWorker worker) {
		this.imports = imports;
		this.worker = worker;
	}

	@GetMapping
	String choose(@AuthenticationPrincipal AccountProfile administrator, Model model, Locale locale) {
		return choose(null, administrator, model, locale);
	}

	@PostMapping
	String check(@RequestParam(required = false) @Nullable MultipartFile file,
			@AuthenticationPrincipal AccountProfile administrator, Model model, Locale locale) throws IOException {
		UUID id = UUID.randomUUID();
		Optional<FileObjection> objection = take(id, file, administrator);
		if (objection.isPresent()) {
			return choose(objection.get(), administrator, model, locale);
		}
		this.worker.hurry();
		return "redirect:/admin/accounts/import/" + id;
	}

	/**
	 * Spreadsheets separate by commas where English is spoken, elsewhere by semicolons.
	 */
	@GetMapping("/template.csv")
	ResponseEntity<byte[]> template(Locale locale) {
		String text = "\uFEFF" + String.join(";", Column.NAMES) + "\r\n" + EXAMPLE + "\r\n";
		String csv = "en".equals(locale.getLanguage()) ? text.replace(';', ',') : text;
		return ResponseEntity.ok()
			.contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename("accounts.csv").build().toString())
			.body(csv.getBytes(StandardCharsets.UTF_8));
	}

	@GetMapping("/{id}")
	String watch(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile administrator, Model model,
			Locale locale) {
		show(id, administrator, model, locale);
		return "accountimport/watch";
	}

	@GetMapping("/{id}/progress")
	String progress(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile administrator, Model model,
			Locale locale) {
		show(id, administrator, model, locale);
		return "accountimport/progress :: progress";
	}

	@PostMapping("/{id}")
	String start(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile administrator) {
		if (this.imports.start(id, administrator.subject())) {
			this.worker.hurry();
		}
		return "redirect:/admin/accounts/import/" + id;
	}

	private Optional<FileObjection> take(UUID id, @Nullable MultipartFile file, AccountProfile administrator)
			throws IOException {
		if (file == null || file.isEmpty()) {
			return Optional.of(new FileObjection(Reason.EMPTY, ""));
		}
		String name = Objects.requireNonNullElse(file.getOriginalFilename(), "").replaceAll("[\\p{C}]", "");
		try (InputStream in = file.getInputStream()) {
			return this.imports.take(id, name, in, administrator.subject());
		}
	}

	private String choose(@Nullable FileObjection objection, AccountProfile administrator, Model model, Locale locale) {
		ZoneId zone = administrator.organization().zone();
		model.addAttribute("page", new ChoosePage(objection, Column.NAMES, ImportFile.MOST_LINES,
				this.imports.newest().stream().map((job) -> Row.of(job, zone, locale)).toList()));
		return "accountimport/choose";
	}

	private void show(UUID id, AccountProfile administrator, Model model, Locale locale) {
		ImportJob job = this.imports.find(id).orElseThrow();
		model.addAttribute("page", new WatchPage(job, this.imports.problems(id),
				Moment.of(job.createdAt(), administrator.organization().zone(), locale)));
	}

	/**
	 * @param objection to the file that was sent
	 */
	record ChoosePage(@Nullable FileObjection objection, List<String> columns, int mostLines, List<Row> rows) {

		public @Nullable String wrong() {
			return (this.objection != null) ? this.objection.key() : null;
		}

	}

	record Row(UUID id, String fileName, ImportState state, String by, Moment at) {

		static Row of(ImportJob job, ZoneId zone, Locale locale) {
			String name = job.fileName().isBlank() ? "–" : job.fileName();
			return new Row(job.id(), name, job.state(), job.by().name(), Moment.of(job.createdAt(), zone, locale));
		}

	}

	record WatchPage(ImportJob job, List<Problem> problems, Moment at) {

		public boolean ready() {
			return this.job.isReady();
		}

		public String lead() {
			boolean corrected = this.job.state() == ImportState.CHECKED && this.job.wrong() > 0;
			return corrected ? "WRONG" : this.job.state().name();
		}

		public boolean running() {
			return this.job.state().isRunning();
		}

	}

}
