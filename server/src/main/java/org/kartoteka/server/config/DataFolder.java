package org.kartoteka.server.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Where everything of a standalone archive is on disk. */
public record DataFolder(Path root) {
    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    public Path archive() {
        return root.resolve("archive");
    }

    public Path index() {
        return root.resolve("index");
    }

    /** Scratch space: may be deleted whenever the service is down. */
    public Path work() {
        return root.resolve("work");
    }

    /** Where the parts of an upload wait until they are taken. */
    public Path upload() {
        return work().resolve("upload");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** Readable by the owner alone. */
    public Path secrets() {
        return root.resolve("secrets");
    }

    /** The token by which the command line signs in. */
    public Path tokenFile() {
        return secrets().resolve("command-line-token");
    }

    public Path settingsFile() {
        return root.resolve("kartoteka.properties");
    }

    /** Where the running service says its port. */
    public Path portFile() {
        return work().resolve("port");
    }

    /** Creates the folders. */
    public void create() throws IOException {
        Files.createDirectories(archive());
        Files.createDirectories(index());
        Files.createDirectories(work());
        Files.createDirectories(upload());
        Files.createDirectories(logs());
        Files.createDirectories(secrets());
        if (Files.getFileStore(secrets()).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(secrets(), PosixFilePermissions.fromString("rwx------"));
        }
    }

    /**
     * Takes the folder for this process until it ends.
     *
     * @return empty where another process has it
     */
    public Optional<FileLock> lock() {
        try {
            Files.createDirectories(root);
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + root, e);
        }
    }
}
