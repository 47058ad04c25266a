package org.secondstep.password;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.servlet.http.HttpServletRequest;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.LinkPurpose;
import org.secondstep.account.PasswordLinks;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.limit.DeviceCookie;
import org.secondstep.limit.Limits;
import org.secondstep.limit.SignInProperties;
import org.secondstep.notice.Letter;
import org.secondstep.notice.Outbox;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Mails a link to a new password. Whoever asks sees the same, as fast, whatever account
 * was typed: all that depends on it happens aside from the request.
 */
@Service
public class ForgottenPassword {

	private static final Duration LIFETIME = Duration.ofMinutes(15);

	/** For one client, so that a stranger does not use up what the owner needs. */
	private static final int MOST_LINKS = 3;

	/**
	 * Within the lifetime of a link, so that a mailbox under attack has one that works.
	 */
	private static final int MOST_LINKS_OF_ALL = 5;

	/** For one of the owner, whatever strangers use up. */
	private static final int MOST_LINKS_OF_DEVICE = 3;

	private static final Duration WINDOW = Duration.ofHours(1);

	private final Accounts accounts;

	private final PasswordLinks links;

	private final Limits limits;

	private final DeviceCookie device;

	private final SignInProperties properties;

	private final Outbox outbox;

	private final Audit audit;

	private final TransactionOperations transaction;

	private final AsyncTaskExecutor executor;

	private final Clock clock;

	ForgottenPassword(Accounts accounts, PasswordLinks links, Limits limits, DeviceCookie device,
			SignInProperties properties, Outbox outbox, Audit audit, TransactionOperations transaction,
			AsyncTaskExecutor applicationTaskExecutor, Clock clock) {
		this.accounts = accounts;
		this.links = links;
		this.limits = limits;
		this.device = device;
		this.properties = properties;
		this.outbox = outbox;
		this.audit = audit;
		this.transaction = transaction;
		this.executor = applicationTaskExecutor;
		this.clock = clock;
	}

	public boolean isMailing() {
		return this.outbox.isOpen();
	}

	/**
	 * @param typed the account as somebody typed it
	 * @return whether that client may ask, whatever it asks for
	 */
	public boolean request(String typed, HttpServletRequest request) {
		String remoteAddress = request.getRemoteAddr();
		boolean ofOwner = isFromOwnersDevice(typed, request);
		boolean admitted = ofOwner || this.limits.admit("links", remoteAddress, this.properties.addressLinks(),
				this.properties.addressWindow());
		if (admitted) {
			this.executor.execute(() -> this.accounts.find(typed)
				.filter(AccountProfile::enabled)
				.filter((account) -> ofOwner || isAdmitted(account, remoteAddress))
				.ifPresent((account) -> mail(account, remoteAddress)));
		}
		return admitted;
	}

	/**
	 * Only a browser in which the owner once was has such a mark, so this tells nobody
	 * else whether there is an account.
	 */
	private boolean isFromOwnersDevice(String typed, HttpServletRequest request) {
		return this.device.owned(typed, request)
			.filter((id) -> this.limits.admit("link-device:" + id, MOST_LINKS_OF_DEVICE, WINDOW))
			.isPresent();
	}

	private boolean isAdmitted(AccountProfile account, String remoteAddress) {
		return this.limits.admit("link:" + account.id(), remoteAddress, MOST_LINKS, WINDOW)
				&& this.limits.admit("link:" + account.id(), MOST_LINKS_OF_ALL, LIFETIME);
	}

	private void mail(AccountProfile account, String remoteAddress) {
		Instant until = this.clock.instant().plus(LIFETIME);
		this.transaction.executeWithoutResult((status) -> {
			String path = "/sign-in/new-password?token="
					+ this.links.issue(account.id(), LinkPurpose.RENEWAL, LIFETIME);
			AccountProfile owner = this.accounts.find(account.id()).orElseThrow(); // locked
																					// by
																					// now
			this.outbox.queue(owner, Letter.of("notice.password-link", until).linking(path, until));
			this.audit.remember(
					AuditEvent.bySystem(AuditAction.PASSWORD_LINK_REQUESTED, account.subject()).detail(remoteAddress));
		});
	}

}
