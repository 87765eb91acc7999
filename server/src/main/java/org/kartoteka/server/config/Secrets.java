package org.kartoteka.server.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Secrets in files that only the service's user can read. */
public final class Secrets {
    private Secrets() {}

    /** The secret in the file; makes one, and the file, where there is none. */
    public static String readOrCreate(Path file, Supplier<String> fresh) {
        try {
            if (!Files.exists(file)) {
                write(file, fresh.get());
            }
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or make the secret " + file, e);
        }
    }

    /**
     * As {@link #find}, of a secret that must be there.
     *
     * @throws InvalidSettings there is none, or the file cannot be read, or has nothing in it
     */
    public static String require(String key, String file, String variable) {
        return find(key, file, variable)
                .orElseThrow(() -> new InvalidSettings(
                        key + " must name a file, or the environment variable " + variable + " must be set", null));
    }

    /**
     * The secret in the file, or, where no file is named, in the environment; empty where neither is.
     *
     * @param key of the setting that names the file
     * @throws InvalidSettings the file cannot be read, or has nothing in it
     */
    public static Optional<String> find(String key, String file, String variable) {
        if (file.isBlank()) {
            return Optional.ofNullable(System.getenv(variable))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty());
        }
        try {
            String secret =
                    Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
            if (secret.isEmpty()) {
                throw new InvalidSettings(key + ": the secret file " + file + " must not be empty", null);
            }
            return Optional.of(secret);
        } catch (IOException | InvalidPathException e) {
            throw new InvalidSettings(key + ": the secret file " + file + " cannot be read", e);
        }
    }

    /** Under another name first: a crash must not leave half a secret. */
    private static void write(Path file, String secret) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(draft);
        try (SeekableByteChannel channel = Files.newByteChannel(
                draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
            ByteBuffer bytes = ByteBuffer.wrap((secret + "\n").getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }
}
