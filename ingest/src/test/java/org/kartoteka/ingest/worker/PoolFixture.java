package org.kartoteka.ingest.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageRequest;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.PageResult.PageFailed;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.ReadingSettings;
import org.kartoteka.ingest.Refusal;

/** A pool of faulty readers, and files that tell them what to do. */
final class PoolFixture implements AutoCloseable {
    static final WorkerSettings SETTINGS = new WorkerSettings(1, 48, 400, 5, 5, 20, 1_000, 60);

    final Path folder;
    final WorkerPool pool;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Thread> callers = new CopyOnWriteArrayList<>();
    private final List<Long> processIds = new ArrayList<>();
    private int files;

    PoolFixture(Path folder, WorkerSettings settings) {
        this.folder = folder;
        this.pool = WorkerPool.open(
                settings, reading(List.of("en")), folder.resolve("scratch"), FaultyReaderFactory.class.getName());
    }

    static ReadingSettings reading(List<String> languages) {
        return new ReadingSettings(Path.of("models"), languages, ReadingSettings.Limits.DEFAULT);
    }

    Path file(String order) {
        try {
            return Files.writeString(folder.resolve("file-" + files++), order);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    PageResult read(String order) {
        return read(file(order));
    }

    PageResult read(Path file) {
        return pool.readPage(new PageRequest(file, "text/plain", 1, Hints.NONE, folder.resolve("image")));
    }

    /** The text of a page that must be readable. */
    String text(String order) {
        return switch (read(order)) {
            case PageRead read -> read.text();
            case PageFailed failed -> throw new AssertionError("refused: " + failed.refusal());
        };
    }

    /** Why a page that must not be readable was refused. */
    Refusal refusal(String order) {
        return switch (read(order)) {
            case PageRead read -> throw new AssertionError("read: " + read.text());
            case PageFailed failed -> failed.refusal();
        };
    }

    CompletableFuture<String> textLater(String order) {
        Path file = file(order);
        return CompletableFuture.supplyAsync(
                () -> {
                    callers.add(Thread.currentThread());
                    return read(file) instanceof PageRead read ? read.text() : "refused";
                },
                threads);
    }

    /** Waits until so many calls wait for a worker, the last of them in its place in the queue. */
    void awaitWaiting(int calls) {
        Await.until(
                "place in the queue",
                Duration.ofSeconds(20),
                () -> pool.stats().waiting() == calls && callers.getLast().getState() == Thread.State.WAITING);
    }

    long processId() {
        long processId = Long.parseLong(text("pid"));
        processIds.add(processId);
        return processId;
    }

    @Override
    public void close() {
        pool.close();
        threads.shutdownNow();
        processIds.forEach(Await::untilEnded);
    }
}
