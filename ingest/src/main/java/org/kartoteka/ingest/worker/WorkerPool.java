package org.kartoteka.ingest.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.ComposeResult;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.LocalScanReaderFactory;
import org.kartoteka.ingest.PageRequest;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.Provenance;
import org.kartoteka.ingest.ReadingSettings;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.ScanReader;
import org.kartoteka.ingest.worker.WorkerMessage.ComposeDone;
import org.kartoteka.ingest.worker.WorkerMessage.ExamineDone;
import org.kartoteka.ingest.worker.WorkerMessage.PageDone;
import org.kartoteka.ingest.worker.WorkerMessage.Ready;
import org.kartoteka.ingest.worker.WorkerMessage.Reply;
import org.kartoteka.ingest.worker.WorkerMessage.Request;
import org.kartoteka.ingest.worker.WorkerPoolStats.RestartCause;
import org.kartoteka.ingest.worker.WorkerProcess.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads scans in child processes, so that a bad document costs a process and not the service.
 *
 * <p>Calls wait for a free worker in the order they came. A worker that dies over a request, takes too long, needs too much
 * memory or answers nonsense is killed, and the request is tried once more on a fresh one; then it becomes a
 * {@link Refusal}. Other calls go on meanwhile. Refusals of the machine ({@code READER_UNAVAILABLE}) are those where no worker
 * can be started, the file cannot be read, the pool is closed or the calling thread was interrupted while it waited.
 *
 * <p>Workers start in the background when the pool is opened, or when {@link #start} is called on a prepared one. They end
 * when it is closed, and by themselves when this process dies, however it dies.
 */
public final class WorkerPool implements ScanReader {
    /** The reader for real work. */
    static final String DEFAULT_FACTORY = LocalScanReaderFactory.class.getName();

    private static final Logger log = LoggerFactory.getLogger(WorkerPool.class);
    private static final int CLOSE_TIMEOUT_SECONDS = 10;
    private static final int ATTEMPTS = 2;

    private final WorkerSettings settings;
    private final Watchdog watchdog;
    private final Counters counters = new Counters();
    private final List<Slot> slots = new ArrayList<>();
    private final BlockingQueue<Slot> free;
    /** In the queue once the pool is closed, so that everybody who waits goes away. */
    private final Slot closedSlot;

    private volatile @Nullable Ready identity;
    private volatile boolean closed;
    private boolean started;

    private WorkerPool(WorkerSettings settings, WorkerLaunch launch) {
        this.settings = settings;
        this.watchdog = new Watchdog((long) settings.residentMebibytesMax() << 20);
        this.free = new ArrayBlockingQueue<>(settings.count() + 1, true);
        this.closedSlot = new Slot(0, launch, watchdog, counters);
        for (int number = 1; number <= settings.count(); number++) {
            slots.add(new Slot(number, launch, watchdog, counters));
        }
    }

    /**
     * Opens a pool and starts its workers in the background.
     *
     * @param scratchFolder for this pool alone: its {@code worker-<n>} folders are emptied, now and whenever a worker starts
     */
    public static WorkerPool open(WorkerSettings settings, ReadingSettings reading, Path scratchFolder) {
        return open(settings, reading, scratchFolder, DEFAULT_FACTORY);
    }

    /** A pool whose workers wait for {@link #start}; calls wait with them. Otherwise like {@link #open}. */
    public static WorkerPool prepare(WorkerSettings settings, ReadingSettings reading, Path scratchFolder) {
        return prepare(settings, reading, scratchFolder, DEFAULT_FACTORY);
    }

    static WorkerPool open(WorkerSettings settings, ReadingSettings reading, Path scratchFolder, String factory) {
        WorkerPool pool = prepare(settings, reading, scratchFolder, factory);
        pool.start();
        return pool;
    }

    static WorkerPool prepare(WorkerSettings settings, ReadingSettings reading, Path scratchFolder, String factory) {
        try {
            Files.createDirectories(scratchFolder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the scratch folder of the workers", e);
        }
        return new WorkerPool(settings, new WorkerLaunch(settings, reading, scratchFolder, factory));
    }

    /** Starts the workers in the background; does nothing the second time, or once the pool is closed. */
    public void start() {
        synchronized (this) {
            if (started || closed) {
                return;
            }
            started = true;
        }
        slots.forEach(slot -> inBackground("worker-start", () -> startAndFree(slot)));
    }

    @Override
    public ExamineResult examine(ExamineRequest request) {
        return call(new Job<>(
                request.file(),
                id -> new WorkerMessage.Examine(id, request),
                settings.examineTimeoutSeconds(),
                reply -> reply instanceof ExamineDone(long _, ExamineResult result) && staysInside(request, result)
                        ? Optional.of(result)
                        : Optional.empty(),
                () -> Folders.empty(request.workFolder()),
                ExamineResult.Refused::new));
    }

    @Override
    public PageResult readPage(PageRequest request) {
        return call(new Job<>(
                request.file(),
                id -> new WorkerMessage.ReadPage(id, request),
                settings.pageTimeoutSeconds(),
                reply -> reply instanceof PageDone(long _, PageResult result) ? Optional.of(result) : Optional.empty(),
                () -> {},
                PageResult.PageFailed::new));
    }

    @Override
    public ComposeResult compose(ComposeRequest request) {
        return call(new Job<>(
                request.pages().isEmpty() ? null : request.pages().getFirst().file(),
                id -> new WorkerMessage.Compose(id, request),
                settings.composeTimeoutSeconds(),
                reply -> reply instanceof ComposeDone(long _, ComposeResult result)
                        ? Optional.of(result)
                        : Optional.empty(),
                () -> {},
                ComposeResult.ComposeFailed::new));
    }

    /** Waits until a worker is ready, if none was yet. */
    @Override
    public String recipe() {
        return identity().recipe();
    }

    /** Waits until a worker is ready, if none was yet. */
    @Override
    public Provenance provenance() {
        return identity().provenance();
    }

    /** What the pool did and does; never waits for a worker. */
    public WorkerPoolStats stats() {
        int workers = (int) slots.stream().filter(Slot::hasWorker).count();
        return counters.snapshot(
                workers, slots.stream().mapToLong(Slot::residentBytes).sum());
    }

    /** Lets workers finish what they do, for some seconds; then kills them. Later calls are refused. */
    @Override
    public void close() {
        List<Slot> left = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            if (started) {
                left.addAll(slots);
            }
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_TIMEOUT_SECONDS);
        try {
            while (!left.isEmpty()) {
                Slot slot = free.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (slot == null) {
                    break;
                }
                slot.retire();
                left.remove(slot);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        slots.forEach(Slot::abandon);
        if (!free.offer(closedSlot)) {
            throw new IllegalStateException("the queue of free workers is full");
        }
        watchdog.close();
    }

    /** One call: how to ask, how to take the answer, how to give up. */
    private record Job<T>(
            @Nullable Path file,
            LongFunction<Request> request,
            int timeoutSeconds,
            Function<Reply, Optional<T>> answer,
            Cleaning beforeRetry,
            Function<Refusal, T> refused) {}

    private interface Cleaning {
        void run() throws IOException;
    }

    private <T> T call(Job<T> job) {
        Path file = job.file();
        if (file != null && !Files.isReadable(file)) {
            return refuse(job, Refusal.Code.READER_UNAVAILABLE, "file");
        }
        Slot slot = take();
        if (slot == closedSlot) {
            return refuse(job, Refusal.Code.READER_UNAVAILABLE, "closed");
        }
        if (closed) {
            free.add(slot);
            return refuse(job, Refusal.Code.READER_UNAVAILABLE, "closed");
        }
        counters.busy.incrementAndGet();
        try {
            return attempt(job, slot);
        } finally {
            counters.busy.decrementAndGet();
            giveBack(slot);
        }
    }

    private <T> T attempt(Job<T> job, Slot slot) {
        RestartCause cause = RestartCause.START_FAILED;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<WorkerProcess> worker = start(slot);
            if (worker.isEmpty()) {
                return refuse(job, Refusal.Code.READER_UNAVAILABLE, "worker");
            }
            Outcome outcome = worker.get()
                    .exchange(job.request().apply(worker.get().nextRequestId()), watchdog, job.timeoutSeconds());
            if (outcome instanceof Outcome.Answered(Reply reply)) {
                Optional<T> answer = job.answer().apply(reply);
                if (answer.isPresent()) {
                    counters.requestsDone.incrementAndGet();
                    counters.pagesRead.addAndGet(reply instanceof PageDone ? 1 : 0);
                    return answer.get();
                }
                worker.get().kill(RestartCause.WRONG_ANSWER);
                outcome = new Outcome.Broken(RestartCause.WRONG_ANSWER);
            }
            cause = ((Outcome.Broken) outcome).cause();
            slot.clear(cause);
            if (closed) {
                return refuse(job, Refusal.Code.READER_UNAVAILABLE, "closed");
            }
            if (attempt < ATTEMPTS) {
                counters.requestsRetried.incrementAndGet();
                clean(job);
            }
        }
        return refuse(job, code(cause), "attempts");
    }

    private static void clean(Job<?> job) {
        try {
            job.beforeRetry().run();
        } catch (IOException e) {
            log.atWarn().setCause(e).log("cannot clean up after a failed attempt");
        }
    }

    private <T> T refuse(Job<T> job, Refusal.Code code, String what) {
        counters.refused(code);
        Map<String, String> details = switch (code) {
            case TIME_LIMIT -> Map.of("limit", Integer.toString(job.timeoutSeconds()), "unit", "seconds");
            case MEMORY_LIMIT -> Map.of("limit", Integer.toString(settings.residentMebibytesMax()), "unit", "MiB");
            default -> Map.of("cause", what);
        };
        return job.refused().apply(new Refusal(code, details));
    }

    private static Refusal.Code code(RestartCause cause) {
        return switch (cause) {
            case TIME_LIMIT -> Refusal.Code.TIME_LIMIT;
            case MEMORY_LIMIT -> Refusal.Code.MEMORY_LIMIT;
            case CRASHED, WRONG_ANSWER -> Refusal.Code.ENGINE_FAILED;
            case RECYCLED, START_FAILED -> Refusal.Code.READER_UNAVAILABLE;
        };
    }

    /** A worker that was taken over by a document must not point the archive at files that are not the document's. */
    private static boolean staysInside(ExamineRequest request, ExamineResult result) {
        return switch (result) {
            case ExamineResult.Refused _ -> true;
            case ExamineResult.Examined(String _, List<ExamineResult.Part> parts) ->
                parts.stream()
                        .map(ExamineResult.Part::file)
                        .allMatch(file -> file.equals(request.file()) || Folders.holds(request.workFolder(), file));
        };
    }

    private Slot take() {
        counters.waiting.incrementAndGet();
        try {
            Slot slot = free.take();
            if (slot == closedSlot) {
                free.add(closedSlot);
            }
            return slot;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return closedSlot;
        } finally {
            counters.waiting.decrementAndGet();
        }
    }

    private void giveBack(Slot slot) {
        if (!closed && slot.wantsRecycling()) {
            inBackground("worker-recycle", () -> {
                slot.recycle();
                startAndFree(slot);
            });
            return;
        }
        free.add(slot);
    }

    private void startAndFree(Slot slot) {
        try {
            start(slot);
        } finally {
            free.add(slot);
        }
    }

    private Optional<WorkerProcess> start(Slot slot) {
        Optional<Slot.Started> started = slot.ensureStarted();
        if (started.isEmpty() || started.get().ready().isEmpty()) {
            return started.map(Slot.Started::worker);
        }
        Ready ready = started.get().ready().get();
        synchronized (this) {
            Ready known = identity;
            if (known == null) {
                identity = ready;
            } else if (!known.recipe().equals(ready.recipe())) {
                log.atError()
                        .addKeyValue("expected", known.recipe())
                        .addKeyValue("found", ready.recipe())
                        .log("models or settings changed while the service runs: restart it");
                slot.recycle();
                return Optional.empty();
            }
        }
        return Optional.of(started.get().worker());
    }

    private Ready identity() {
        Ready known = identity;
        if (known != null) {
            return known;
        }
        Slot slot = take();
        if (slot != closedSlot) {
            try {
                start(slot);
            } finally {
                giveBack(slot);
            }
        }
        known = identity;
        if (known == null) {
            throw new IllegalStateException("no worker process can be started: see the log for what it said");
        }
        return known;
    }

    private void inBackground(String name, Runnable task) {
        Thread.ofPlatform().daemon().name(name).start(task);
    }
}
