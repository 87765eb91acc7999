package org.kartoteka.routes.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.store.ObjectStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through the taken folder for what a crash or a lost message left: claims that were not captured, and files whose
 * batch is final but which were not moved. Costs one look at the chain per taken file; where batches are read on other nodes
 * this is the only word of their end, so young ones are looked at each time and old ones seldom.
 */
public final class SweepTaken {
    private static final Logger log = LoggerFactory.getLogger(SweepTaken.class);
    private static final int AGE_PER_WAIT = 4;
    private static final Duration WAIT_MAX = Duration.ofMinutes(1);

    private final TakenFolder taken;
    private final Claims claims;
    private final CaptureTaken captureTaken;
    private final Batches batches;
    private final boolean waitsLonger;
    private final InstantSource clock;
    private final Map<BatchId, Instant> lookAgain = new HashMap<>();

    /**
     * What the sweep needs.
     *
     * @param waitsLonger whether old batches are looked at less often
     */
    record Parts(
            TakenFolder taken,
            Claims claims,
            CaptureTaken captureTaken,
            Batches batches,
            boolean waitsLonger,
            InstantSource clock) {}

    SweepTaken(Parts parts) {
        this.taken = parts.taken();
        this.claims = parts.claims();
        this.captureTaken = parts.captureTaken();
        this.batches = parts.batches();
        this.waitsLonger = parts.waitsLonger();
        this.clock = parts.clock();
    }

    /** Puts forgotten claims back in line; returns the batches whose files are to be moved now. One thread at a time. */
    public List<BatchId> sweep() throws IOException {
        List<BatchId> toSettle = new ArrayList<>();
        List<BatchId> ids = taken.list();
        lookAgain.keySet().retainAll(ids);
        for (BatchId id : ids) {
            if (claims.knows(id) || !isTurn(id)) {
                continue;
            }
            try {
                if (isToSettle(id)) {
                    toSettle.add(id);
                }
            } catch (IOException | RuntimeException e) {
                // Whatever is wrong with one of them must not keep the others from being found.
                if (e instanceof ObjectStoreException store && store.retryable()) {
                    throw e;
                }
                log.atWarn()
                        .addKeyValue("batch", id)
                        .addKeyValue("cause", e.getClass().getSimpleName())
                        .log("a taken file cannot be looked at now and stays");
            }
        }
        return toSettle;
    }

    /** The wait grows with the age: a quarter of it, up to a minute. */
    private boolean isTurn(BatchId id) {
        if (!waitsLonger) {
            return true;
        }
        Instant now = clock.instant();
        Instant again = lookAgain.get(id);
        if (again != null && now.isBefore(again)) {
            return false;
        }
        Duration wait = Duration.between(id.time(), now).dividedBy(AGE_PER_WAIT);
        lookAgain.put(id, now.plus(wait.compareTo(WAIT_MAX) < 0 ? wait : WAIT_MAX));
        return true;
    }

    private boolean isToSettle(BatchId id) throws IOException {
        Optional<Batch> batch = batches.find(id);
        Optional<Path> file = taken.file(id);
        if (batch.isPresent()) {
            return batch.get().state() != Batch.State.WAITING || file.isEmpty();
        }
        if (file.isPresent()) {
            claims.add(taken.claim(id, file.get()));
        } else if (Files.isDirectory(taken.folder(id))) {
            captureTaken.capture(id);
        }
        return false;
    }
}
