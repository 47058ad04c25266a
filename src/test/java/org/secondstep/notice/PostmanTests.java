package org.secondstep.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.mail.MailSendException;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

class PostmanTests {

	private final MailStore store = mock(MailStore.class);

	private final MailServer server = mock(MailServer.class);

	private final Postman postman = new Postman(this.store, this.server, new TaskExecutorAdapter(Runnable::run),
			Clock.systemUTC(), new StandardEnvironment());

	@Test
	void looksAgainForWhatWasQueuedWhileItDelivered() {
		given(this.store.due(any(), anyInt())).willAnswer((first) -> {
			this.postman.goOn();
			return List.of();
		}).willReturn(List.of());

		this.postman.goOn();

		verify(this.store, times(2)).due(any(), anyInt());
	}

	@Test
	void goesOnAtOnceWhileAFullBatchWasDelivered() {
		given(this.store.due(any(), anyInt())).willReturn(batch(100)).willReturn(batch(100)).willReturn(batch(99));
		given(this.store.claim(any(), any(), any())).willReturn(true);

		this.postman.goOn();

		verify(this.store, times(299)).sent(any(), any());
	}

	@Test
	void leavesAServerThatIsAwayInPeace_I06() throws Exception {
		given(this.store.due(any(), anyInt())).willReturn(batch(100)).willReturn(batch(100)).willReturn(List.of());
		given(this.store.claim(any(), any(), any())).willReturn(true);
		willThrow(new MailSendException("away")).given(this.server).take(any(), any(), any());

		this.postman.goOn();

		verify(this.server, times(3)).take(any(), any(), any());
	}

	private static List<QueuedMail> batch(int size) {
		return Stream
			.generate(() -> new QueuedMail(UUID.randomUUID(), "emma@company.test", "Hello", Instant.EPOCH, null, 0,
					Instant.EPOCH, null, null))
			.limit(size)
			.toList();
	}

}
