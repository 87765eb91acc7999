package org.kartoteka.routes.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.function.Function;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;

/**
 * Where files of finished batches belong, and why.
 *
 * @param sentence says a reason in the clerk's language
 * @param zone of the days in {@code done}
 */
record Fate(
        IntakeFolders folders, Batches batches, Function<Reason, String> sentence, ZoneId zone, InstantSource clock) {
    /** The batch that decides over the file of this one: a duplicate shares the lot of the batch that owns its bytes. */
    Batch decider(Batch batch) {
        return batch.duplicateOf().flatMap(batches::find).orElse(batch);
    }

    /** Where the decider sends files. */
    Path folder(Batch decider) {
        return switch (decider.state()) {
            case ARCHIVED, DUPLICATE ->
                folders.done()
                        .resolve(LocalDate.ofInstant(clock.instant(), zone).toString());
            case QUARANTINED -> folders.refused();
            case WAITING -> throw new IllegalStateException("batch " + decider.id() + " is not final");
        };
    }

    /** Notes why the file of this batch is refused; does nothing where just that is noted. */
    void writeWhy(Path why, BatchId id, Batch decider) throws IOException {
        Reason reason = decider.reason()
                .orElseThrow(() -> new IllegalStateException("batch " + decider.id() + " has no reason"));
        byte[] text = SettledNames.whyText(sentence.apply(reason), id).getBytes(StandardCharsets.UTF_8);
        if (!Files.exists(why) || !Arrays.equals(Files.readAllBytes(why), text)) {
            DurableFiles.write(why, text);
        }
    }
}
