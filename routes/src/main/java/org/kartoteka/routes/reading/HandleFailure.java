package org.kartoteka.routes.reading;

import java.util.Map;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.work.Attempts;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.routes.RetryLater;
import org.kartoteka.routes.RouteMeters;
import org.kartoteka.routes.WorkInHand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a batch whose reading failed with an exception. It waits for the sweep, longer each time. One that fails
 * again and again though nothing is known to be wrong with the machine, restarts or not, is set aside for a person.
 */
final class HandleFailure {
    private static final Logger log = LoggerFactory.getLogger(HandleFailure.class);

    private final Batches batches;
    private final Attempts attempts;
    private final WorkInHand inHand;
    private final RouteMeters meters;
    private final int attemptsMax;

    HandleFailure(Batches batches, Attempts attempts, WorkInHand inHand, RouteMeters meters, int attemptsMax) {
        this.batches = batches;
        this.attempts = attempts;
        this.inHand = inHand;
        this.meters = meters;
        this.attemptsMax = attemptsMax;
    }

    void handle(String id, Throwable failure) {
        String cause = failure.getClass().getSimpleName();
        meters.failure("try", cause);
        if (RetryLater.helps(failure)) {
            int failures = inHand.hindered(WorkList.Kind.READ, id);
            log.atWarn()
                    .addKeyValue("batch", id)
                    .addKeyValue("attempts", failures)
                    .addKeyValue("cause", cause)
                    .log("batch cannot be read now and waits");
            return;
        }
        inHand.failed(WorkList.Kind.READ, id);
        int failed = attempts.failed(new BatchId(id));
        log.atError()
                .addKeyValue("batch", id)
                .addKeyValue("attempts", failed)
                .setCause(failure)
                .log("reading a batch failed");
        if (failed >= attemptsMax) {
            Reason reason = failure instanceof TriedInVain vain
                    ? vain.reason()
                    : new Reason(Reason.Code.ENGINE_FAILED, Map.of("found", cause));
            batches.quarantine(new BatchId(id), reason, OpenBatch.READING);
        }
    }
}
