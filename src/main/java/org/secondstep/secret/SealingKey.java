package org.secondstep.secret;

/**
 * The id of the key that seals now, which need not be in this node's ring.
 */
interface SealingKey {

	/**
	 * @return for what the present transaction keeps in the database
	 */
	String ofTransaction();

	/**
	 * @return as it was known last, for all else
	 */
	String lastKnown();

	/**
	 * @return as it is now
	 */
	String refresh();

	/**
	 * The ring's last key, whatever other nodes do.
	 */
	static SealingKey lastOf(KeyRing ring) {
		return new SealingKey() {

			@Override
			public String ofTransaction() {
				return ring.currentId();
			}

			@Override
			public String lastKnown() {
				return ring.currentId();
			}

			@Override
			public String refresh() {
				return ring.currentId();
			}

		};
	}

}
