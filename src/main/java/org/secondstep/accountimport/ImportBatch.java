package org.secondstep.accountimport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.secondstep.account.AccountChanges;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.Username;
import org.secondstep.audit.AuditSubject;
import org.secondstep.organization.Organizations;

import org.springframework.stereotype.Component;

/**
 * Judges some lines and applies them.
 */
@Component
class ImportBatch {

	private final Accounts accounts;

	private final AccountChanges changes;

	private final Organizations organizations;

	private final ImportStore store;

	ImportBatch(Accounts accounts, AccountChanges changes, Organizations organizations, ImportStore store) {
		this.accounts = accounts;
		this.changes = changes;
		this.organizations = organizations;
		this.store = store;
	}

	/**
	 * @return what the lines mean, in their order
	 */
	List<Verdict> judge(List<ImportRow> rows) {
		RowJudge judge = new RowJudge(this.organizations.all());
		Map<String, AccountProfile> existing = this.accounts
			.find(rows.stream().flatMap((row) -> Username.parse(row.username()).stream()).toList());
		return rows.stream().map((row) -> judge.judge(row, existing.get(Username.canonical(row.username())))).toList();
	}

	/**
	 * Does what the lines mean, in the caller's transaction.
	 * @return what became of them, in their order
	 */
	List<Verdict> apply(UUID importId, List<ImportRow> rows, AuditSubject by) {
		List<Verdict> verdicts = judge(rows);
		List<Verdict> applied = new ArrayList<>();
		List<UUID> created = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++) {
			applied.add(apply(rows.get(i), verdicts.get(i), by, created));
		}
		this.store.addCreated(importId, created);
		return applied;
	}

	private Verdict apply(ImportRow row, Verdict verdict, AuditSubject by, List<UUID> created) {
		if (verdict instanceof Verdict.Create create) {
			created.add(this.accounts.create(create.account(), by).id());
		}
		if (verdict instanceof Verdict.Change change) {
			return this.changes.change(change.account(), change.edition(), change.details(), by)
				.refusal()
				.<Verdict>map((refusal) -> new Verdict.Wrong(
						List.of(Problem.of(row, Column.USERNAME, "refused", refusal.name()))))
				.orElse(verdict);
		}
		return verdict;
	}

}
