package org.secondstep.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.secondstep.secret.SealedRows.Batch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks at every sealed row once an hour, and seals anew what an older key sealed, while
 * people go on signing in. Says when older keys may leave the ring.
 */
@Component
class Resealing {

	private static final Logger log = LoggerFactory.getLogger(Resealing.class);

	private static final int AT_ONCE = 500;

	private final List<SealedRows> tables;

	private final Sealer sealer;

	private final SealingKey key;

	private final KeyPhases phases;

	private final BrokenSeals broken;

	private final TransactionOperations transaction;

	Resealing(List<SealedRows> tables, Sealer sealer, SealingKey key, KeyPhases phases, BrokenSeals broken,
			TransactionOperations transaction) {
		this.tables = tables;
		this.sealer = sealer;
		this.key = key;
		this.phases = phases;
		this.broken = broken;
		this.transaction = transaction;
	}

	/**
	 * What is unreadable keeps no key in the ring: no key opens it.
	 */
	void sealAnew() {
		String current = this.key.refresh();
		List<Place> unreadable = new ArrayList<>();
		int sealed = 0;
		int left = 0;
		for (SealedRows rows : this.tables) {
			UUID after = Place.NOBODY;
			Batch batch;
			do {
				batch = batch(rows, after);
				after = batch.last();
				sealed += batch.sealed();
				left += batch.left();
				unreadable.addAll(batch.unreadable());
			}
			while (batch.looked() >= AT_ONCE);
		}
		this.broken.reportOnly(unreadable);
		if (sealed > 0) {
			log.info("Sealed {} values anew with the current key", sealed);
		}
		if (left == 0 && this.phases.retireAllBut(current)) {
			log.info("No secret is left that an older key sealed");
		}
	}

	private Batch batch(SealedRows rows, UUID after) {
		return this.transaction.execute((status) -> rows.sealAnew(this.sealer, this.sealer, after, AT_ONCE));
	}

}
