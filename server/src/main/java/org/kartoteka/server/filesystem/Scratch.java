package org.kartoteka.server.filesystem;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where unfinished files of one open store are: {@code .tmp/<random>/}, with a lock file beside it that is held as long as
 * the process lives. Folders whose lock is free belonged to the dead, and are removed.
 */
final class Scratch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);
    private static final String LOCK_SUFFIX = ".lock";

    private final Path folder;
    private final Path lockFile;
    private final FileChannel lock;
    private final AtomicLong next = new AtomicLong();

    private Scratch(Path folder, Path lockFile, FileChannel lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    static Scratch open(Path root) throws IOException {
        Path all = root.resolve(".tmp");
        Files.createDirectories(all);
        clearTheDead(all);
        String name = UUID.randomUUID().toString();
        Path lockFile = all.resolve(name + LOCK_SUFFIX);
        FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            lock.close();
            throw new IOException("cannot lock " + lockFile + ", though it is new");
        }
        return new Scratch(Files.createDirectory(all.resolve(name)), lockFile, lock);
    }

    Path folder() {
        return folder;
    }

    /** A path nobody else uses. */
    Path next() {
        return folder.resolve(Long.toString(next.incrementAndGet()));
    }

    /** Removes the file, if it is there. A failure leaves rubbish for the next start, never a wrong object. */
    void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("file", file.getFileName()).setCause(e).log("temporary file stays");
        }
    }

    private static void clearTheDead(Path all) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(all, "*" + LOCK_SUFFIX)) {
            for (Path lockFile : locks) {
                clearIfDead(all, lockFile);
            }
        }
    }

    private static void clearIfDead(Path all, Path lockFile) throws IOException {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            if (free == null) {
                return;
            }
            String lockName = lockFile.getFileName().toString();
            removeFolder(all.resolve(lockName.substring(0, lockName.length() - LOCK_SUFFIX.length())));
            Files.deleteIfExists(lockFile);
        } catch (OverlappingFileLockException | NoSuchFileException _) {
            // Another store of this process holds it, or another process is clearing it now.
        }
    }

    private static void removeFolder(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException _) {
            return;
        }
        Files.deleteIfExists(folder);
    }

    @Override
    public void close() {
        try (lock) {
            removeFolder(folder);
            Files.deleteIfExists(lockFile);
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("scratch folder stays until the next start");
        }
    }
}
