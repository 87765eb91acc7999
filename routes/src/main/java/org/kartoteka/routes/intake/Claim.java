package org.kartoteka.routes.intake;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;

/**
 * That a file was taken out of the inbox: what is needed to go on with it after a crash. Written beside the file before the
 * file moves.
 *
 * @param arrival as it will be captured; its size is the file's when it was last seen to be at rest
 * @param modifiedMillis likewise
 * @param refusal why it is refused at the door
 * @param sidecar where its sidecar still was when this was written, as a URI
 */
record Claim(BatchId id, Arrival arrival, long modifiedMillis, Optional<Reason> refusal, Optional<String> sidecar) {

    /** Of a file whose claim cannot be read: all that its folder's name tells. */
    static Claim unknown(BatchId id, String fileName, FoundFile.Look look, Instant receivedAt) {
        return new Claim(
                id,
                new Arrival(Place.NO_CHANNEL, Place.NO_CHANNEL, fileName, look.sizeBytes(), receivedAt, Map.of()),
                look.modifiedMillis(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with another size and time of change. */
    Claim lookingLike(FoundFile.Look look) {
        Arrival a = arrival;
        return new Claim(
                id,
                new Arrival(a.channel(), a.folder(), a.fileName(), look.sizeBytes(), a.receivedAt(), a.hints()),
                look.modifiedMillis(),
                refusal,
                sidecar);
    }

    boolean looksLike(FoundFile.Look look) {
        return arrival.sizeBytes() == look.sizeBytes() && modifiedMillis == look.modifiedMillis();
    }
}
