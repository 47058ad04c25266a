package org.secondstep.account;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.passwordhash.PasswordHash;
import org.secondstep.secret.BrokenSeals;
import org.secondstep.secret.Place;
import org.secondstep.secret.SealBrokenException;
import org.secondstep.secret.SealedColumn;
import org.secondstep.secret.SealedRows;
import org.secondstep.secret.Sealer;

import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Password hashes as they are stored: sealed for their account, so that whoever can write
 * to the database can neither copy one to another account nor invent one.
 */
@Component
class SealedPasswords {

	private final Sealer sealer;

	private final BrokenSeals broken;

	private final String nobodys;

	SealedPasswords(Sealer sealer, BrokenSeals broken) {
		this.sealer = sealer;
		this.broken = broken;
		this.nobodys = seal(Place.NOBODY, new PasswordHash("nobody's"));
	}

	@Bean
	static SealedRows passwordHashes(JdbcClient jdbc) {
		return new SealedColumn(jdbc, "account", "id", "password_hash", "'password-hash'", "t.id");
	}

	String seal(UUID account, PasswordHash hash) {
		return this.sealer.seal(hash.encoded().getBytes(StandardCharsets.UTF_8), place(account));
	}

	/**
	 * Opens one seal, whether there is such an account, and whether it has a password.
	 */
	Opened open(Optional<Account> account) {
		@Nullable String hash = account.flatMap(Account::passwordHash).orElse(null);
		Place place = (hash != null) ? place(account.orElseThrow().id()) : place(Place.NOBODY);
		try {
			byte[] opened = this.sealer.open((hash != null) ? hash : this.nobodys, place);
			return new Opened(Optional.of(opened)
				.filter((bytes) -> hash != null)
				.map((bytes) -> new String(bytes, StandardCharsets.UTF_8)), false);
		}
		catch (SealBrokenException ex) {
			this.broken.report(place);
			return new Opened(Optional.empty(), true);
		}
	}

	private static Place place(UUID account) {
		return new Place("account", account, "password-hash", account);
	}

	/**
	 * A stored password.
	 *
	 * @param hash nothing if there is none, or it can't be read
	 */
	record Opened(Optional<String> hash, boolean unreadable) {

		@Override
		public String toString() {
			return "redacted";
		}

	}

}
