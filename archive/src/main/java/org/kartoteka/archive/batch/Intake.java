package org.kartoteka.archive.batch;

import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * The door by which bytes come in, as the other doors may know it. Any number of threads may call.
 *
 * <p>Everything that comes in ends the same way, wherever it came from: see {@link Batch.State}.
 */
public interface Intake {
    /**
     * Takes the stream to its end and captures it as a batch before it returns: from then on the archive answers for the
     * bytes. The batch is {@code WAITING} (it will be read), {@code DUPLICATE}, or {@code QUARANTINED} where nothing was in
     * the stream. Does not close the stream.
     *
     * @throws UploadRefused too many bytes, or the stream broke off; nothing was taken
     * @throws org.kartoteka.archive.store.ObjectStoreException the bytes are kept in the intake folder and go on by
     *     themselves when the store is back, so sending them again would make a duplicate
     */
    Batch accept(InputStream bytes, Upload upload);

    /** The files that were seen but are not batches yet, with the reason each still waits; a few thousand at most. */
    List<WaitingFile> waiting();

    /**
     * The receipt of the day in that zone, with the files of {@link #waiting()} in it: seen = archived + duplicate +
     * quarantined + waiting, per folder. A file belongs to the day on which it was claimed, and until then to today.
     */
    IntakeBalance balance(LocalDate day, ZoneId zone);

    /**
     * What a sender says of its bytes.
     *
     * @param fileName as the sender names it, any character; it is never used as a path
     * @param channel such as {@code upload}
     * @param hints as in {@link Arrival#hints()}
     */
    record Upload(String fileName, String channel, Map<String, String> hints) {
        public Upload {
            hints = Map.copyOf(hints);
        }
    }
}
