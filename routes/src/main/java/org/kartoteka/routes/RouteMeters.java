package org.kartoteka.routes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.work.WorkList;

/** The figures an operator watches. Any number of threads may call. */
public final class RouteMeters {
    private final MeterRegistry registry;
    private final Map<WorkList.Kind, Backlog> backlogs = new ConcurrentHashMap<>();

    public RouteMeters(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        for (WorkList.Kind kind : WorkList.Kind.values()) {
            Gauge.builder("kartoteka.work.waiting", () -> backlog(kind).count())
                    .description("unfinished work, as the last sweep found it")
                    .tag("kind", kind.text())
                    .register(registry);
            Gauge.builder("kartoteka.work.oldest", () -> backlog(kind).oldestSeconds(clock.instant()))
                    .description("age of the oldest unfinished work, as the last sweep found it")
                    .baseUnit("seconds")
                    .tag("kind", kind.text())
                    .register(registry);
        }
    }

    /**
     * What waits.
     *
     * @param oldest since when the oldest waits; empty where nothing does
     */
    public record Backlog(int count, Optional<Instant> oldest) {
        double oldestSeconds(Instant now) {
            return oldest.map(since -> Duration.between(since, now).toMillis() / 1_000.0)
                    .orElse(0.0);
        }
    }

    public void backlog(WorkList.Kind kind, Backlog backlog) {
        backlogs.put(kind, backlog);
    }

    private Backlog backlog(WorkList.Kind kind) {
        return backlogs.getOrDefault(kind, new Backlog(0, Optional.empty()));
    }

    /** Files in the inbox or taken, that are not batches yet. */
    public void watchIntake(IntSupplier waiting) {
        Gauge.builder("kartoteka.intake.waiting", waiting, IntSupplier::getAsInt)
                .description("files seen that are not captured yet")
                .strongReference(true)
                .register(registry);
    }

    /** Workers that were started in place of ones that died or were stopped. */
    public void watchWorkers(LongSupplier restarts) {
        FunctionCounter.builder("kartoteka.workers.restarts", restarts, LongSupplier::getAsLong)
                .description("workers replaced")
                .register(registry);
    }

    /** Pages, files and documents of all batches that wait for their turn at a worker. */
    public void watchCalls(IntSupplier waiting) {
        Gauge.builder("kartoteka.workers.calls.waiting", waiting, IntSupplier::getAsInt)
                .description("calls that wait for a worker")
                .strongReference(true)
                .register(registry);
    }

    /** A page was read, by this method, in this time. */
    public void pageRead(String method, Duration time) {
        Timer.builder("kartoteka.pages.read")
                .description("pages read")
                .tag("method", method)
                .register(registry)
                .record(time);
    }

    /** A batch came to its end. */
    public void ended(Batch batch) {
        batch.reason().ifPresent(reason -> failure("batch", reason.code().name()));
        Counter.builder("kartoteka.batches")
                .description("batches by the state they ended in")
                .tag("state", batch.state().name().toLowerCase(java.util.Locale.ROOT))
                .register(registry)
                .increment();
    }

    /** Something failed: a page, a batch, or a try. */
    public void failure(String of, String reason) {
        Counter.builder("kartoteka.failures")
                .description("failures by reason")
                .tag("of", of)
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    /** Documents were made searchable. */
    public void indexed(int documents) {
        Counter.builder("kartoteka.documents.indexed")
                .description("documents put into the search index")
                .register(registry)
                .increment(documents);
    }
}
