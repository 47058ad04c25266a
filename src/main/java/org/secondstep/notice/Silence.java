package org.secondstep.notice;

import org.springframework.stereotype.Component;

/**
 * While people are invented, nobody is told of what happens to them. Holds for the thread
 * that keeps it and for nobody else.
 */
@Component
public class Silence {

	private final ThreadLocal<Boolean> kept = ThreadLocal.withInitial(() -> false);

	public void during(Runnable work) {
		this.kept.set(true);
		try {
			work.run();
		}
		finally {
			this.kept.remove();
		}
	}

	boolean isKept() {
		return this.kept.get();
	}

}
