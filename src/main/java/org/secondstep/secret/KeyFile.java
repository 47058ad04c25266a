package org.secondstep.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The file of the key ring. Who loses it has lost every secret in the database, so it is
 * on the disk, whole, before its key is used.
 */
final class KeyFile {

	private static final Set<PosixFilePermission> TOO_OPEN = EnumSet.of(PosixFilePermission.GROUP_READ,
			PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

	private KeyFile() {
	}

	static String readOrCreate(Path file, Supplier<String> content) {
		try {
			try {
				return Files.readString(file);
			}
			catch (NoSuchFileException ex) {
				create(file.toAbsolutePath(), content.get());
				return Files.readString(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The key file %s can't be read or made".formatted(file), ex);
		}
	}

	static boolean isTooOpen(Path file) {
		try {
			return isPosix(file) && !Collections.disjoint(Files.getPosixFilePermissions(file), TOO_OPEN);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void create(Path file, String content) throws IOException {
		Path directory = Files.createDirectories(file.getParent(), onlyOwner(file, "rwx------"));
		Path aside = Files.createTempFile(directory, "new-", ".keys", onlyOwner(file, "rw-------"));
		try {
			Files.writeString(aside, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
			putInPlace(aside, file);
			sync(directory);
		}
		finally {
			Files.deleteIfExists(aside);
		}
	}

	// By a link: unlike a move, it never replaces a file that another process made
	// meanwhile.
	private static void putInPlace(Path aside, Path file) throws IOException {
		try {
			Files.createLink(file, aside);
		}
		catch (FileAlreadyExistsException ex) {
			// another process was first; its key counts
		}
		catch (FileSystemException | UnsupportedOperationException ex) {
			Files.move(aside, file); // no links on this file system
		}
	}

	private static void sync(Path directory) throws IOException {
		if (isPosix(directory)) {
			try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
				channel.force(true);
			}
		}
	}

	static FileAttribute<?>[] onlyOwner(Path file, String permissions) {
		return isPosix(file)
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	private static boolean isPosix(Path file) {
		return file.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

}
