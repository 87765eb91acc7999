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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where everything of a standalone archive is on disk, and what a node of a clustered one keeps for itself. */
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

    /**
     * Creates the folders, each readable by the service's user alone: all of them hold text of documents, or secrets.
     *
     * @param clustered whether archive and index are elsewhere
     */
    public void create(boolean clustered) throws IOException {
        List<Path> folders = new ArrayList<>(List.of(work(), upload(), logs(), secrets()));
        if (!clustered) {
            folders.addAll(List.of(archive(), index()));
        }
        for (Path folder : folders) {
            Files.createDirectories(folder);
            ownerOnly(folder);
        }
    }

    /** Leaves the folder to its owner, where the file system knows owners. */
    public static void ownerOnly(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Whether a service in another process has the folder now. Not to be asked by the service itself: it might lose its lock. */
    public boolean isTaken() throws IOException {
        if (!Files.exists(root.resolve("lock"))) {
            return false;
        }
        Optional<FileLock> free = lock();
        if (free.isEmpty()) {
            return true;
        }
        free.get().channel().close();
        return false;
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
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return Optional.ofNullable(lock);
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + root, e);
        }
    }
}
