package org.secondstep.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Files beside the key ring in which processes of one installation leave each other
 * notes. Each is sealed, so only who has the key ring can write or read one, whoever may
 * write to the folder. It is also its owner's only and is taken once.
 */
public final class SealedNotes {

	private static final Logger log = LoggerFactory.getLogger(SealedNotes.class);

	private static final int LONGEST = 8192;

	private final Path folder;

	private final Sealer sealer;

	SealedNotes(Path keyRingFile, Sealer sealer) {
		this.folder = Objects.requireNonNull(keyRingFile.toAbsolutePath().normalize().getParent());
		this.sealer = sealer;
	}

	/**
	 * For a process that is not the portal. Makes no key ring.
	 * @throws IllegalArgumentException if there is no usable key ring
	 */
	public static SealedNotes open(Environment environment, SecureRandom random) {
		SecretProperties properties = Binder.get(environment).bindOrCreate("secondstep", SecretProperties.class);
		Path file = properties.keyRingFile();
		if (properties.keyRing() == null && !Files.isReadable(file)) {
			throw new IllegalArgumentException("the key ring " + file.toAbsolutePath() + " can't be read");
		}
		KeyRing ring = (properties.keyRing() != null) ? KeyRing.parse(properties.keyRing())
				: KeyRing.openOrCreate(file, random);
		return new SealedNotes(file, new Sealer(ring, random));
	}

	/**
	 * Leaves a note for the owner of the folder.
	 * @param kind small letters and hyphens
	 */
	public void write(UUID id, String kind, String text) {
		try {
			Path aside = Files.createTempFile(this.folder, "new-", ".note",
					KeyFile.onlyOwner(this.folder, "rw-------"));
			Files.writeString(aside, this.sealer.seal(text.getBytes(StandardCharsets.UTF_8), place(id, kind)));
			if (!owner(aside).equals(owner(this.folder))) {
				Files.setOwner(aside, owner(this.folder)); // by root for the portal
			}
			Files.move(aside, file(id, kind), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("no file can be written to " + this.folder, ex);
		}
	}

	public List<UUID> waiting(String kind) {
		Pattern name = Pattern.compile(kind + "-([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.note");
		if (!Files.isDirectory(this.folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.map((file) -> name.matcher(file.getFileName().toString()))
				.filter(Matcher::matches)
				.map((parts) -> UUID.fromString(parts.group(1)))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads a note and removes it.
	 * @return nothing if there is none, another process took it, or it is not of somebody
	 * who has the key ring
	 */
	public Optional<String> take(UUID id, String kind) {
		Path file = file(id, kind);
		try {
			Optional<String> sealed = isTrusted(file) ? Optional.of(Files.readString(file)) : Optional.empty();
			return Files.deleteIfExists(file) ? sealed.flatMap((text) -> open(text, id, kind)) : Optional.empty();
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the file " + file + " can't be read", ex);
		}
	}

	private boolean isTrusted(Path file) throws IOException {
		boolean trusted = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LONGEST
				&& !KeyFile.isTooOpen(file) && owner(file).equals(owner(this.folder));
		if (!trusted && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
			log.warn("The file {} is not its owner's only and was removed unread", file);
		}
		return trusted;
	}

	private Optional<String> open(String sealed, UUID id, String kind) {
		try {
			return Optional.of(new String(this.sealer.open(sealed, place(id, kind)), StandardCharsets.UTF_8));
		}
		catch (SealBrokenException ex) {
			log.warn("A note beside the key ring was not written by this installation");
			return Optional.empty();
		}
	}

	private Path file(UUID id, String kind) {
		return this.folder.resolve(kind + "-" + id + ".note");
	}

	private static Place place(UUID id, String kind) {
		return new Place("note", id, kind, Place.NOBODY);
	}

	private static UserPrincipal owner(Path path) throws IOException {
		return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
	}

}
