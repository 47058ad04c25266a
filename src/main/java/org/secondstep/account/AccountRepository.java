package org.secondstep.account;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, UUID> {

	Account save(Account account);

	/**
	 * Writes what was changed, and so locks it, now and not at the end of the
	 * transaction.
	 */
	void flush();

	Optional<Account> findById(UUID id);

	Optional<Account> findByUsername(String username);

	@Query("select a.id from Account a where a.username = :username and a.enabled")
	Optional<UUID> findEnabled(String username);

	@Modifying(flushAutomatically = true, clearAutomatically = true)
	@Query("""
			update Account a set a.enabled = true, a.generation = a.generation + 1, a.edition = a.edition + 1,
			a.version = a.version + 1 where a.id = :id and not a.enabled""")
	int enable(UUID id);

	@Modifying(flushAutomatically = true, clearAutomatically = true)
	@Query("""
			update Account a set a.enabled = false, a.rightsVersion = a.rightsVersion + 1,
			a.generation = a.generation + 1, a.edition = a.edition + 1, a.version = a.version + 1 where a.id = :id and a.enabled""")
	int disable(UUID id);

	/**
	 * Whatever else changes the account at that moment.
	 */
	@Modifying(flushAutomatically = true, clearAutomatically = true)
	@Query("update Account a set a.language = :language, a.version = a.version + 1 where a.id = :id")
	void speak(UUID id, String language);

	@Modifying(flushAutomatically = true, clearAutomatically = true)
	@Query("""
			update Account a set a.firstEnrolledAt = :now, a.version = a.version + 1
			where a.id = :id and a.firstEnrolledAt is null""")
	void enroll(UUID id, Instant now);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select a from Account a where a.id = :id")
	Optional<Account> lock(UUID id);

	/**
	 * As above, whatever was read of the account before.
	 */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select a.id from Account a where a.id = :id")
	Optional<UUID> lockRow(UUID id);

	/**
	 * As above.
	 */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select a.generation from Account a where a.id = :id")
	Optional<Integer> lockGeneration(UUID id);

	/**
	 * Replaces the password, and so ends every session.
	 */
	@Modifying(flushAutomatically = true, clearAutomatically = true)
	@Query("""
			update Account a set a.passwordHash = :hash, a.generation = a.generation + 1,
			a.version = a.version + 1 where a.id = :id""")
	void changePassword(UUID id, String hash);

	/**
	 * Gives an enabled account its first password, if it has none.
	 */
	@Modifying(flushAutomatically = true, clearAutomatically = true)
	@Query("""
			update Account a set a.passwordHash = :hash, a.generation = a.generation + 1,
			a.version = a.version + 1 where a.id = :id and a.enabled and a.passwordHash is null""")
	int open(UUID id, String hash);

	/**
	 * Lets nobody else change that account until the transaction ends.
	 * @return its id, if it is enabled
	 */
	@Query(nativeQuery = true, value = """
			select cast(id as varchar(36)) from account where username = :username and enabled for update""")
	Optional<String> lockEnabled(String username);

	List<Account> findByIdIn(Collection<UUID> ids);

	List<Account> findByUsernameIn(Collection<String> usernames);

	@Query("select a from Account a where a.enabled and a.roles like '%ADMINISTRATOR%' order by a.username")
	List<Account> findAdministrators();

	/**
	 * Whoever else takes rights from an administrator waits until this transaction ends,
	 * and sees then who is left.
	 * @return the ids of everybody who may administer
	 */
	@Query(nativeQuery = true, value = """
			select cast(id as varchar(36)) from account
			where enabled and roles like '%ADMINISTRATOR%' order by id for update""")
	List<String> lockAdministrators();

}
