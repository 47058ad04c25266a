package org.secondstep.accountimport;

import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The accounts that imports created.
 */
@Service
public class ImportedAccounts {

	public static final String PARAMETER = "importId";

	/** Their ids, as a select for statements of other packages. */
	public static final String SELECT = "select account_id from account_import_account where import_id = :importId";

	private final ImportStore store;

	ImportedAccounts(ImportStore store) {
		this.store = store;
	}

	/**
	 * @return the name of its file; nothing if there is no such import
	 */
	@Transactional(readOnly = true)
	public Optional<String> fileName(UUID id) {
		return this.store.find(id).map(ImportJob::fileName);
	}

}
