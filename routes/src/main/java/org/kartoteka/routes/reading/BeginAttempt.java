package org.kartoteka.routes.reading;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.work.Attempts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Second step: notes durably that the batch is being worked on, so that one which ends the service itself is set aside in the
 * end instead of being tried at each start for ever.
 *
 * <p>The service may as well have been killed from outside, with many batches in work. So only tries without any progress
 * count, and a batch that was in work at two such ends is worked on alone among those: from then on an end counts for one.
 */
final class BeginAttempt {
    private static final Logger log = LoggerFactory.getLogger(BeginAttempt.class);

    /** Broken off so often, a batch may be the cause. */
    private static final int SUSPECT_FROM = 2;

    private final Batches batches;
    private final Renditions renditions;
    private final Attempts attempts;
    private final int brokenOffMax;
    private final TreeSet<BatchId> waitingForTurn = new TreeSet<>();
    private Optional<BatchId> turn = Optional.empty();

    /** Tries that ended in order while the store could not be told so. */
    private final Set<BatchId> endedUntold = ConcurrentHashMap.newKeySet();

    BeginAttempt(Batches batches, Renditions renditions, Attempts attempts, int brokenOffMax) {
        this.batches = batches;
        this.renditions = renditions;
        this.attempts = attempts;
        this.brokenOffMax = brokenOffMax;
    }

    /**
     * @return empty where the batch was set aside, or has to wait: then {@link #end} of another one brings it up again
     */
    Optional<Batch> begin(Batch batch) {
        if (endedUntold.contains(batch.id())) {
            tellEnd(batch.id());
        }
        String progress = progress(batch);
        int brokenOff = attempts.brokenOff(batch.id(), progress);
        if (brokenOff >= brokenOffMax) {
            log.atError()
                    .addKeyValue("batch", batch.id())
                    .addKeyValue("attempts", brokenOff)
                    .log("service ended each time it worked on this batch, which is set aside");
            Reason reason = new Reason(Reason.Code.SERVICE_ENDED, Map.of("found", Integer.toString(brokenOff)));
            batches.quarantine(batch.id(), reason, OpenBatch.READING);
            return Optional.empty();
        }
        if (brokenOff >= SUSPECT_FROM && !takeTurn(batch.id())) {
            return Optional.empty();
        }
        boolean begun = false;
        try {
            attempts.begin(batch.id(), progress);
            begun = true;
        } finally {
            if (!begun) {
                leaveTurn(batch.id());
            }
        }
        return Optional.of(batch);
    }

    /**
     * The try ended in order, well or not. Call it once the batch is out of hand. Where the store is away, the next try makes good for
     * it: an outage is not the end of the service.
     */
    void end(BatchId id) {
        Optional<BatchId> next = leaveTurn(id);
        endedUntold.add(id);
        tellEnd(id);
        next.ifPresent(batch -> batches.settle(batch, OpenBatch.READING));
    }

    private void tellEnd(BatchId id) {
        attempts.end(id);
        endedUntold.remove(id);
    }

    /** Differs from an earlier one as soon as anything was stored or recorded since. */
    private String progress(Batch batch) {
        long pages = batch.original().map(renditions::countOfPages).orElse(0L);
        long documents = batch.division().isEmpty() ? 0 : renditions.countOfDocuments(batch.id());
        return "%d-%d".formatted(batch.sequence(), pages + documents);
    }

    private synchronized boolean takeTurn(BatchId id) {
        if (turn.isPresent() && !turn.get().equals(id)) {
            waitingForTurn.add(id);
            return false;
        }
        waitingForTurn.remove(id);
        turn = Optional.of(id);
        return true;
    }

    /** @return whose turn it is now, where it was this one's */
    private synchronized Optional<BatchId> leaveTurn(BatchId id) {
        if (!turn.equals(Optional.of(id))) {
            return Optional.empty();
        }
        turn = Optional.empty();
        return Optional.ofNullable(waitingForTurn.pollFirst());
    }
}
