package org.secondstep.notice;

import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.core.task.support.TaskExecutorAdapter;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

class PostmanTests {

	private final MailStore store = mock(MailStore.class);

	private final Postman postman = new Postman(this.store, mock(MailServer.class),
			new TaskExecutorAdapter(Runnable::run), Clock.systemUTC());

	@Test
	void looksAgainForWhatWasQueuedWhileItDelivered() {
		given(this.store.due(any(), anyInt())).willAnswer((first) -> {
			this.postman.goOn();
			return List.of();
		}).willReturn(List.of());

		this.postman.goOn();

		verify(this.store, times(2)).due(any(), anyInt());
	}

}
