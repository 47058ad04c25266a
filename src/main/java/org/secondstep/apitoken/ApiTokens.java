package org.secondstep.apitoken;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountLocks;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.Grant;
import org.secondstep.account.GrantsEnding;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.organization.Organizations;
import org.secondstep.secret.BrokenSeals;
import org.secondstep.secret.Sealer;

import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes tokens, takes them back, and says whose token a request brings.
 */
@Service
public class ApiTokens {

	private static final Duration USE = Duration.ofMinutes(1);

	private final ApiTokenRepository tokens;

	private final Accounts accounts;

	private final Organizations organizations;

	private final AccountLocks locks;

	private final Audit audit;

	private final TransactionOperations transaction;

	private final Sealer sealer;

	private final BrokenSeals broken;

	private final SecureRandom random;

	private final Clock clock;

	ApiTokens(ApiTokenRepository tokens, Accounts accounts, Organizations organizations, AccountLocks locks,
			Audit audit, TransactionOperations transaction, Sealer sealer, BrokenSeals broken, SecureRandom random,
			Clock clock) {
		this.tokens = tokens;
		this.accounts = accounts;
		this.organizations = organizations;
		this.locks = locks;
		this.audit = audit;
		this.transaction = transaction;
		this.sealer = sealer;
		this.broken = broken;
		this.random = random;
		this.clock = clock;
	}

	@Transactional(readOnly = true)
	List<ApiTokenProfile> all() {
		Instant now = now();
		return this.tokens.findAllByOrderByCreatedAtDescIdAsc().stream().map((token) -> {
			OrganizationProfile organization = organization(token);
			return token.profile((organization != null) ? organization.name() : null, maker(token), now, this.sealer);
		}).toList();
	}

	/**
	 * @param organization the only one of which it may tell, or null for all
	 * @return the token, which can never be read again; nothing if there is, or was, one
	 * of that name
	 */
	Optional<TokenSecret> create(AccountProfile maker, String name, @Nullable OrganizationProfile organization,
			Duration validFor) {
		if (this.tokens.existsByName(name)) {
			return Optional.empty();
		}
		TokenSecret secret = TokenSecret.random(this.random);
		try {
			this.transaction.executeWithoutResult((status) -> {
				ApiToken token = this.tokens.saveAndFlush(new ApiToken(name, secret,
						(organization != null) ? organization.id() : null, maker, validFor, now(), this.sealer));
				remember(AuditAction.API_TOKEN_CREATED, token, maker, "%s, %s days".formatted(name, validFor.toDays()));
				orphanOfFormerAdministrator(maker.id());
			});
			return Optional.of(secret);
		}
		catch (DataIntegrityViolationException ex) { // somebody was quicker
			return Optional.empty();
		}
	}

	/**
	 * Whoever takes the maker's rights at this moment comes before or after.
	 */
	private void orphanOfFormerAdministrator(UUID maker) {
		this.locks.lock(maker);
		if (this.accounts.find(maker).filter((now) -> now.details().isAdministrator()).isEmpty()) {
			this.tokens.orphan(maker, now());
		}
	}

	/**
	 * @throws NoSuchElementException if there is no such token
	 */
	@Transactional
	void revoke(AccountProfile administrator, UUID id) {
		ApiToken token = this.tokens.findById(id).orElseThrow();
		if (this.tokens.revoke(id, now()) == 1) {
			remember(AuditAction.API_TOKEN_REVOKED, token, administrator, token.name());
		}
	}

	/**
	 * Tokens end for good with the rights of their maker: giving these back revives none.
	 */
	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	void end(GrantsEnding ending) {
		if (ending.after() != null && !ending.after().isAdministrator()) {
			ending.report(Grant.API_TOKEN, this.tokens.orphan(ending.account().id(), now()) > 0);
		}
	}

	/**
	 * @param presented whatever a request brought as its token
	 * @return who calls, if the token counts; a refusal is remembered without it
	 */
	@Transactional
	public Optional<ApiCaller> open(String presented) {
		Optional<ApiToken> known = TokenSecret.parse(presented)
			.flatMap((secret) -> this.tokens.findByTokenHash(secret.hash()));
		if (known.isEmpty()) {
			this.audit.remember(AuditEvent.ofNobody(AuditAction.API_REFUSED).detail("unknown token"));
			return Optional.empty();
		}
		ApiToken token = known.get();
		ApiCaller caller = new ApiCaller(token.id(), token.name(), maker(token), organization(token));
		TokenState state = token.state(caller.maker(), now(), this.sealer);
		if (state == TokenState.ALTERED) {
			this.broken.report(token.place());
		}
		if (state != TokenState.WORKS) {
			this.audit.remember(AuditEvent.bySystem(AuditAction.API_REFUSED, caller.home().subject())
				.by(caller.actor())
				.detail(state.name()));
			return Optional.empty();
		}
		use(token);
		return Optional.of(caller);
	}

	/**
	 * Written once a minute, however often a script asks.
	 */
	private void use(ApiToken token) {
		Instant last = token.lastUsedAt();
		if (last == null || last.plus(USE).isBefore(now())) {
			this.tokens.use(token.id(), now());
		}
	}

	private void remember(AuditAction action, ApiToken token, AccountProfile administrator, String detail) {
		OrganizationProfile organization = organization(token);
		this.audit.remember(AuditEvent
			.bySystem(action, ((organization != null) ? organization : administrator.organization()).subject())
			.by(administrator.subject())
			.detail(detail));
	}

	private AccountProfile maker(ApiToken token) {
		return this.accounts.find(token.makerId()).orElseThrow();
	}

	private @Nullable OrganizationProfile organization(ApiToken token) {
		return (token.organizationId() != null) ? this.organizations.profile(token.organizationId()) : null;
	}

	private Instant now() {
		return this.clock.instant();
	}

}
