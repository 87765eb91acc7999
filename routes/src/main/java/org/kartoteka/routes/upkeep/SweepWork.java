package org.kartoteka.routes.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.stack.ParkedPasses;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.routes.RouteMeters;
import org.kartoteka.routes.Upkeep;
import org.kartoteka.routes.WorkInHand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through the work list: what is not in hand is hinted again, and markers for which there will never be work are
 * removed. So lost hints and crashes cost seconds, not a document. Where several nodes work, one of them sweeps.
 */
public final class SweepWork {
    private static final Logger log = LoggerFactory.getLogger(SweepWork.class);
    private static final int AT_ONCE = 1_000;
    private static final Duration LOOK_AT_PARKED_EVERY = Duration.ofMinutes(1);

    /** Nobody takes so long between the marker and the event it stands for. */
    private static final Duration STALE = Duration.ofHours(1);

    private final Batches batches;
    private final Documents documents;
    private final WorkList workList;
    private final ParkedPasses parked;
    private final WorkInHand inHand;
    private final RouteMeters meters;
    private final Upkeep upkeep;
    private final Predicate<BatchId> mayStillBeCaptured;
    private final InstantSource clock;
    private final Offers offers = new Offers();
    private Optional<Long> lastNanos = Optional.empty();
    private Instant parkedLookedAt = Instant.MIN;

    /**
     * What the sweep needs.
     *
     * @param mayStillBeCaptured whether a taken file waits under this id, which may become a batch
     */
    public record Parts(
            Batches batches,
            Documents documents,
            WorkList workList,
            ParkedPasses parked,
            WorkInHand inHand,
            RouteMeters meters,
            Upkeep upkeep,
            Predicate<BatchId> mayStillBeCaptured,
            InstantSource clock) {}

    public SweepWork(Parts parts) {
        this.batches = parts.batches();
        this.documents = parts.documents();
        this.workList = parts.workList();
        this.parked = parts.parked();
        this.inHand = parts.inHand();
        this.meters = parts.meters();
        this.upkeep = parts.upkeep();
        this.mayStillBeCaptured = parts.mayStillBeCaptured();
        this.clock = parts.clock();
    }

    /** Sweeps where so much time has passed since it last did, or a server is back. */
    void sweepEvery(Duration distance) {
        long now = System.nanoTime();
        boolean serverIsBack = inHand.outageEnded();
        boolean isTime =
                lastNanos.filter(last -> now - last < distance.toNanos()).isEmpty();
        if (!serverIsBack && !isTime) {
            return;
        }
        lastNanos = Optional.of(now);
        if (serverIsBack) {
            offers.forgetAll();
        }
        sweep();
    }

    /** Does nothing on a node that has not the upkeep. */
    public void sweep() {
        if (!upkeep.isMine()) {
            offers.forgetAll();
            for (WorkList.Kind kind : WorkList.Kind.values()) {
                meters.backlog(kind, new RouteMeters.Backlog(0, Optional.empty()));
            }
            return;
        }
        if (upkeep.hintsWereLost()) {
            offers.forgetAll();
        }
        for (BatchId batch : upkeep.abandoned()) {
            workList.hint(WorkList.Kind.READ, batch.value());
        }
        Set<String> waitForOtherSide = sweepParked();
        meters.backlog(WorkList.Kind.READ, sweep(WorkList.Kind.READ, waitForOtherSide));
        meters.backlog(WorkList.Kind.INDEX, sweep(WorkList.Kind.INDEX, Set.of()));
        offers.forgetTheRest();
    }

    /** Passes that wait for their other side are no backlog. They are looked at now and then: nobody else ends their wait. */
    private Set<String> sweepParked() {
        List<BatchId> waiting = parked.list();
        Instant now = clock.instant();
        if (!now.minus(LOOK_AT_PARKED_EVERY).isBefore(parkedLookedAt)) {
            parkedLookedAt = now;
            waiting.forEach(this::lookAtParked);
        }
        return waiting.stream().map(BatchId::value).collect(Collectors.toSet());
    }

    private void lookAtParked(BatchId id) {
        try {
            boolean waits = batches.find(id)
                    .filter(batch -> batch.state() == Batch.State.WAITING)
                    .isPresent();
            if (!waits) {
                parked.remove(id);
            } else if (inHand.mayTry(WorkList.Kind.READ, id.value())) {
                workList.hint(WorkList.Kind.READ, id.value());
            }
        } catch (RuntimeException e) {
            passOver(WorkList.key(WorkList.Kind.READ, id.value()), e);
        }
    }

    /** Whatever is wrong with one marker or its chain must not keep the others from being found. */
    private void passOver(ObjectKey marker, RuntimeException e) {
        if (e instanceof ObjectStoreException store && store.retryable()) {
            throw e;
        }
        meters.failure("sweep", e.getClass().getSimpleName());
        log.atWarn()
                .addKeyValue("marker", marker)
                .addKeyValue("cause", e.getClass().getSimpleName())
                .log("a marker in the work list cannot be dealt with and stays");
    }

    private RouteMeters.Backlog sweep(WorkList.Kind kind, Set<String> parkedIds) {
        int count = 0;
        Optional<Instant> oldest = Optional.empty();
        String after = "";
        for (List<String> ids = workList.list(kind, after, AT_ONCE);
                !ids.isEmpty();
                ids = workList.list(kind, after, AT_ONCE)) {
            for (String id : ids) {
                if (parkedIds.contains(id)) {
                    continue;
                }
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
            if (!inHand.mayTry(kind, id) || !offers.isDue(kind + id, clock.instant())) {
                return Optional.of(since);
            }
            if (isStale(kind, id)) {
                remove(kind, id);
                return Optional.empty();
            }
            workList.hint(kind, id);
            return Optional.of(since);
        } catch (RuntimeException e) {
            passOver(WorkList.key(kind, id), e);
            return Optional.empty();
        }
    }

    /** Another node may have captured the batch in this very moment. */
    private void remove(WorkList.Kind kind, String id) {
        workList.remove(kind, id);
        if (kind == WorkList.Kind.READ && batches.find(batchOf(kind, id)).isPresent()) {
            workList.put(kind, id);
        }
    }

    private boolean isStale(WorkList.Kind kind, String id) {
        BatchId batch = batchOf(kind, id);
        if (batch.time().plus(STALE).isAfter(clock.instant())) {
            return false;
        }
        return switch (kind) {
            case READ -> !mayStillBeCaptured.test(batch) && batches.find(batch).isEmpty();
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
