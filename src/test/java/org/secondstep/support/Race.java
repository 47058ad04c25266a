package org.secondstep.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Requests that begin at the same time.
 */
public final class Race {

	private Race() {
	}

	/**
	 * @return the answers, in the order of the requests
	 */
	public static <T> List<T> of(List<Callable<T>> requests) throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(requests.size());
		try {
			List<Future<T>> begun = requests.stream().map((request) -> threads.submit(() -> {
				start.await();
				return request.call();
			})).toList();
			start.countDown();
			List<T> answers = new ArrayList<>();
			for (Future<T> each : begun) {
				answers.add(each.get());
			}
			return answers;
		}
		finally {
			threads.shutdownNow();
		}
	}

}
