package org.secondstep.auditview;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;
import org.secondstep.account.AccountProfile;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEntry;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditLine;
import org.secondstep.audit.AuditTrail;
import org.secondstep.audit.StoredEntry;
import org.secondstep.export.SafeCsv;
import org.secondstep.shell.StorableText;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Writes the audit into a download while it is read, so that any number of entries fits:
 * what the page shows as a table for people, or whole chains as lines for the command
 * that verifies them. That it was taken is remembered first.
 */
@Component
class AuditExport {

	private final AuditFilters filters;

	private final AuditTrail trail;

	private final Audit audit;

	AuditExport(AuditFilters filters, AuditTrail trail, Audit audit) {
		this.filters = filters;
		this.trail = trail;
		this.audit = audit;
	}

	void table(AuditForm form, AccountProfile staff, HttpServletResponse response) throws IOException {
		AuditFilter filter = this.filters.read(form.newest(), staff);
		if (begin(filter, staff, ("csv " + filter.words(form)).strip(), "text/csv", response)) {
			try (SafeCsv csv = new SafeCsv(response.getOutputStream())) {
				csv.row("number", "at", "action", "account", "actor", "kind", "detail", "address", "request_id", "node",
						"organization_id", "hash");
				this.trail.forEach(filter.query(), (stored) -> row(csv, stored));
			}
		}
	}

	void lines(AuditForm form, AccountProfile staff, HttpServletResponse response) throws IOException {
		AuditFilter filter = this.filters.read(form, staff);
		if (begin(filter, staff, "jsonl", "application/jsonl", response)) {
			UUID chain = filter.query().chain();
			try (PrintWriter out = new PrintWriter(
					new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)))) {
				for (UUID each : (chain != null) ? List.of(chain) : this.trail.chains()) {
					this.trail.forEachOf(each, (stored) -> out.append(AuditLine.of(stored)).append('\n'));
				}
			}
		}
	}

	private boolean begin(AuditFilter filter, AccountProfile staff, String words, String type,
			HttpServletResponse response) throws IOException {
		if (!filter.wrong().isEmpty()) {
			response.sendError(HttpStatus.BAD_REQUEST.value());
			return false;
		}
		this.audit.remember(AuditEvent
			.bySystem(AuditAction.AUDIT_EXPORTED,
					(filter.organization() != null) ? filter.organization().subject() : staff.subject())
			.by(staff.subject())
			.detail(StorableText.start(words, 500)));
		response.setContentType(type);
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
				ContentDisposition.attachment()
					.filename("second-step-audit." + (type.endsWith("csv") ? "csv" : "jsonl"))
					.build()
					.toString());
		return true;
	}

	private static void row(SafeCsv csv, StoredEntry stored) {
		AuditEntry entry = stored.entry();
		csv.row((entry.number() != 0) ? entry.number() : null, entry.at(), entry.action(), entry.accountName(),
				entry.actorName(), entry.kind(), entry.detail(), entry.address(), entry.requestId(), entry.node(),
				entry.chain(), stored.hash());
	}

}
