package org.kartoteka.routes.upkeep;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.routes.RouteMeters;
import org.kartoteka.routes.WorkInHand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through the work list: what is not in hand is hinted again, and markers for which there will never be work are
 * removed. So lost hints and crashes cost seconds, not a document.
 */
public final class SweepWork {
    private static final Logger log = LoggerFactory.getLogger(SweepWork.class);
    private static final int AT_ONCE = 1_000;

    /** Nobody takes so long between the marker and the event it stands for. */
    private static final Duration STALE = Duration.ofHours(1);

    private final Batches batches;
    private final Documents documents;
    private final WorkList workList;
    private final WorkInHand inHand;
    private final RouteMeters meters;
    private final Path taken;
    private final InstantSource clock;

    /**
     * What the sweep needs.
     *
     * @param taken the folder of taken files: what lies there may still be captured
     */
    public record Parts(
            Batches batches,
            Documents documents,
            WorkList workList,
            WorkInHand inHand,
            RouteMeters meters,
            Path taken,
            InstantSource clock) {}

    public SweepWork(Parts parts) {
        this.batches = parts.batches();
        this.documents = parts.documents();
        this.workList = parts.workList();
        this.inHand = parts.inHand();
        this.meters = parts.meters();
        this.taken = parts.taken();
        this.clock = parts.clock();
    }

    public void sweep() {
        for (WorkList.Kind kind : WorkList.Kind.values()) {
            meters.backlog(kind, sweep(kind));
        }
    }

    private RouteMeters.Backlog sweep(WorkList.Kind kind) {
        int count = 0;
        Optional<Instant> oldest = Optional.empty();
        String after = "";
        for (List<String> ids = workList.list(kind, after, AT_ONCE);
                !ids.isEmpty();
                ids = workList.list(kind, after, AT_ONCE)) {
            for (String id : ids) {
                Optional<Instant> waits = sweepOne(kind, id);
                if (waits.isPresent()) {
                    count++;
                    oldest = oldest.isEmpty() ? waits : oldest;
                }
            }
            after = ids.get(ids.size() - 1);
        }
        return new RouteMeters.Backlog(count, oldest);
    }

    /** Since when it waits; empty where it does not. */
    private Optional<Instant> sweepOne(WorkList.Kind kind, String id) {
        try {
            Instant since = batchOf(kind, id).time();
            if (isStale(kind, id)) {
                workList.remove(kind, id);
                return Optional.empty();
            }
            if (inHand.mayTry(kind, id)) {
                workList.hint(kind, id);
            }
            return Optional.of(since);
        } catch (RuntimeException e) {
            // Whatever is wrong with one marker or its chain must not keep the others from being found.
            if (e instanceof ObjectStoreException store && store.retryable()) {
                throw e;
            }
            meters.failure("sweep", e.getClass().getSimpleName());
            log.atWarn()
                    .addKeyValue("marker", WorkList.key(kind, id))
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("a marker in the work list cannot be dealt with and stays");
            return Optional.empty();
        }
    }

    private boolean isStale(WorkList.Kind kind, String id) {
        BatchId batch = batchOf(kind, id);
        if (inHand.isInHand(kind, id) || batch.time().plus(STALE).isAfter(clock.instant())) {
            return false;
        }
        return switch (kind) {
            case READ ->
                !Files.exists(taken.resolve(batch.value()), LinkOption.NOFOLLOW_LINKS)
                        && batches.find(batch).isEmpty();
            case INDEX ->
                documents.find(new DocumentId(id)).isEmpty()
                        && batches.find(batch)
                                .filter(b -> b.state() == Batch.State.WAITING)
                                .isEmpty();
        };
    }

    /** A document's id starts with its batch's. */
    private static BatchId batchOf(WorkList.Kind kind, String id) {
        return new BatchId(
                switch (kind) {
                    case READ -> id;
                    case INDEX -> id.substring(0, id.lastIndexOf('-'));
                });
    }
}
