package org.secondstep.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;
import org.secondstep.organization.Organizations;
import org.secondstep.passwordhash.PasswordHash;
import org.secondstep.passwordhash.Passwords;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The accounts of all organizations.
 */
@Service
@Transactional(readOnly = true)
public class Accounts {

	private static final String UNMISTAKABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

	private final AccountRepository accounts;

	private final JdbcClient jdbc;

	private final Organizations organizations;

	private final Grants grants;

	private final SealedPasswords passwords;

	private final ApplicationEventPublisher events;

	private final SecureRandom random;

	private final Clock clock;

	Accounts(AccountRepository accounts, JdbcClient jdbc, Organizations organizations, Grants grants,
			SealedPasswords passwords, ApplicationEventPublisher events, SecureRandom random, Clock clock) {
		this.accounts = accounts;
		this.jdbc = jdbc;
		this.organizations = organizations;
		this.grants = grants;
		this.passwords = passwords;
		this.events = events;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * Every start asks this, before it needs the repositories, which take their time.
	 */
	public boolean isEmpty() {
		return this.jdbc.sql("select count(*) from account").query(Long.class).single() == 0;
	}

	public Optional<AccountProfile> find(UUID id) {
		return this.accounts.findById(id).map(this::profile);
	}

	/**
	 * @param typed the account as somebody typed it
	 */
	public Optional<AccountProfile> find(String typed) {
		return Username.parse(typed)
			.flatMap((username) -> this.accounts.findByUsername(username.value()))
			.map(this::profile);
	}

	/**
	 * Looks in one step whatever was typed.
	 * @param typed the account as somebody typed it
	 * @return the id, if the account may sign in
	 */
	public Optional<UUID> findEnabled(String typed) {
		return this.accounts.findEnabled(Username.canonical(typed));
	}

	/**
	 * @return everybody who may administer
	 */
	public List<AccountProfile> administrators() {
		return this.accounts.findAdministrators().stream().map(this::profile).toList();
	}

	/**
	 * @return those that exist, in no order
	 */
	public List<AccountProfile> all(Collection<UUID> ids) {
		return this.accounts.findByIdIn(ids).stream().map(this::profile).toList();
	}

	/**
	 * @param names accounts in their one spelling
	 * @return those of them that exist, by their names
	 */
	public Map<String, AccountProfile> find(Collection<Username> names) {
		return this.accounts.findByUsernameIn(names.stream().map(Username::value).toList())
			.stream()
			.map(this::profile)
			.collect(Collectors.toMap(AccountProfile::username, Function.identity()));
	}

	/**
	 * @param password a hash that {@link Passwords#hash} made
	 */
	@Transactional
	public AccountProfile create(NewAccount account, PasswordHash password) {
		UUID id = UUID.randomUUID();
		return store(id, account, this.passwords.seal(id, password), null);
	}

	public boolean hasPassword(UUID id) {
		return this.accounts.findById(id).flatMap(Account::passwordHash).isPresent();
	}

	/**
	 * Creates an account with which nobody can sign in yet: it has no password.
	 * @param by the administrator
	 */
	@Transactional
	public AccountProfile create(NewAccount account, AuditSubject by) {
		return store(UUID.randomUUID(), account, null, by);
	}

	/**
	 * @param staff who lets the account in again
	 * @param reason why, for the audit and the owner
	 * @return whether it was disabled
	 */
	@Transactional
	public boolean enable(UUID id, @Nullable AuditSubject staff, String reason) {
		return remember(this.accounts.enable(id), AuditAction.ACCOUNT_ENABLED, id, staff, reason);
	}

	/**
	 * @param staff who keeps the account out
	 * @param reason why, for the audit and the owner
	 * @return whether it was enabled; the last administrator stays
	 */
	@Transactional
	public boolean disable(UUID id, @Nullable AuditSubject staff, String reason) {
		AccountProfile account = find(id).orElseThrow();
		boolean last = account.isAdministrator() && this.accounts.lockAdministrators().equals(List.of(id.toString()));
		if (last || !account.enabled()) {
			return false;
		}
		this.grants.end(account, account.details().disabled(), staff);
		return remember(this.accounts.disable(id), AuditAction.ACCOUNT_DISABLED, id, staff, reason);
	}

	private boolean remember(int changed, AuditAction action, UUID id, @Nullable AuditSubject staff, String reason) {
		if (changed == 1) {
			this.events.publishEvent(AuditEvent.of(action, find(id).orElseThrow().subject()).by(staff).detail(reason));
		}
		return changed == 1;
	}

	@Transactional
	public void speak(AccountProfile account, String language) {
		this.accounts.speak(account.id(), language);
		this.events.publishEvent(AuditEvent.of(AuditAction.LANGUAGE_CHOSEN, account.subject()).detail(language));
	}

	private AccountProfile store(UUID id, NewAccount account, @Nullable String passwordHash,
			@Nullable AuditSubject by) {
		Account created = new Account(id, account, passwordHash, caseReference(), this.clock.instant());
		AccountProfile profile = profile(this.accounts.save(created));
		AuditEvent event = AuditEvent.bySystem(AuditAction.ACCOUNT_CREATED, profile.subject()).by(by);
		this.events.publishEvent(profile.enabled() ? event : event.detail("disabled"));
		return profile;
	}

	private AccountProfile profile(Account account) {
		return account.profile(this.organizations.profile(account.organizationId()));
	}

	private String caseReference() {
		StringBuilder reference = new StringBuilder(9);
		for (int i = 0; i < 8; i++) {
			reference.append((i == 4) ? "-" : "")
				.append(UNMISTAKABLE.charAt(this.random.nextInt(UNMISTAKABLE.length())));
		}
		return reference.toString();
	}

}
