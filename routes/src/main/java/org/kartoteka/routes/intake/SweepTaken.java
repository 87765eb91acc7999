package org.kartoteka.routes.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.store.ObjectStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through the taken folder for what a crash or a lost message left: claims that were not captured, and files whose
 * batch is final but which were not moved. Costs one look at the chain per taken file.
 */
public final class SweepTaken {
    private static final Logger log = LoggerFactory.getLogger(SweepTaken.class);

    private final TakenFolder taken;
    private final Claims claims;
    private final CaptureTaken captureTaken;
    private final Batches batches;

    SweepTaken(TakenFolder taken, Claims claims, CaptureTaken captureTaken, Batches batches) {
        this.taken = taken;
        this.claims = claims;
        this.captureTaken = captureTaken;
        this.batches = batches;
    }

    /** Puts forgotten claims back in line; returns the batches whose files are to be moved now. */
    public List<BatchId> sweep() throws IOException {
        List<BatchId> toSettle = new java.util.ArrayList<>();
        for (BatchId id : taken.list()) {
            if (claims.knows(id)) {
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
