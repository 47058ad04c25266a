package org.secondstep.accountimport;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Takes the lines of a file into the database, a thousand at a time.
 */
final class StoredLines {

	private static final int AT_ONCE = 1000;

	private final ImportStore store;

	private final UUID id;

	private final List<ImportRow> rows = new ArrayList<>(AT_ONCE);

	private final List<Problem> problems = new ArrayList<>();

	private int total;

	private int wrong;

	StoredLines(ImportStore store, UUID id) {
		this.store = store;
		this.id = id;
	}

	void add(ImportRow row) {
		this.rows.add(row);
		this.total++;
		if (this.rows.size() == AT_ONCE) {
			this.store.add(this.id, this.rows);
			this.rows.clear();
		}
	}

	void reject(Problem problem) {
		this.total++;
		this.wrong++;
		if (this.wrong <= Imports.MOST_PROBLEMS) {
			this.problems.add(problem);
		}
	}

	void end() {
		this.store.add(this.id, this.rows);
		this.store.addProblems(this.id, this.problems);
		this.store.counted(this.id, this.total, this.wrong);
	}

}
