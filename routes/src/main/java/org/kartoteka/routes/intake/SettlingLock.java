package org.kartoteka.routes.intake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets one node at a time choose names in {@code done} and {@code refused}: between finding a name free and using it, nobody else
 * may. The lock ends with the process that holds it. A node that is alone needs none.
 */
final class SettlingLock {
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(5);

    private final Optional<Path> file;

    SettlingLock(Optional<Path> file) {
        this.file = file;
    }

    /** What is done under the lock. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    void run(Work work) throws IOException {
        if (file.isEmpty()) {
            work.run();
            return;
        }
        try (FileChannel channel = FileChannel.open(file.get(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (!lock.isValid()) {
                throw new IOException("the lock of the settled files was lost");
            }
            work.run();
        }
    }

    /** Within one process the system does not wait, it refuses. */
    private static FileLock lock(FileChannel channel) throws IOException {
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        while (true) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "another node settles files for longer than " + WAIT_MAX.toSeconds() + " seconds");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
