package org.kartoteka.routes.reading;

import java.util.Optional;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.BatchId;

/** First step: finishes a capture that a crash cut short, and tells whether there is anything to read. */
final class OpenBatch {
    static final Actor READING = Actor.system("reading");

    private final Batches batches;

    OpenBatch(Batches batches) {
        this.batches = batches;
    }

    /**
     * @return empty where there is no such batch (its capture was never committed), or nothing is left to do
     */
    Optional<Batch> open(String id) {
        BatchId batch = new BatchId(id);
        if (batches.find(batch).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(batches.settle(batch, READING)).filter(b -> b.state() == Batch.State.WAITING);
    }
}
