package org.kartoteka.api.answer;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.batch.WaitingFile.Why;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.stack.ParkedPasses;
import org.kartoteka.archive.stack.ParkedPasses.Parked;
import org.kartoteka.archive.stack.Side;
import org.kartoteka.archive.stack.Stack;
import org.kartoteka.archive.stack.Stacks;

/** Files that are batches and read, and wait for the other side of the stack that they are one side of. */
public final class WaitingSides {
    private static final int LISTED_MAX = 200;

    private final ParkedPasses parked;
    private final Stacks stacks;
    private final Batches batches;

    public WaitingSides(ParkedPasses parked, Stacks stacks, Batches batches) {
        this.parked = parked;
        this.stacks = stacks;
        this.batches = batches;
    }

    /** The oldest of them, some hundreds at most. Costs three requests to the store for each. */
    List<IntakeAnswer.Waiting> list(Locale locale) {
        return parked.list().stream()
                .limit(LISTED_MAX)
                .flatMap(batch -> waiting(batch, locale).stream())
                .toList();
    }

    /** Empty where the other side has come, and the two are just being put together. */
    private Optional<IntakeAnswer.Waiting> waiting(BatchId batch, Locale locale) {
        Optional<Parked> note = parked.find(batch);
        boolean waits = note.flatMap(n -> stacks.pass(n.stack(), batch))
                .filter(pass -> pass.standing() instanceof Stack.Waiting)
                .isPresent();
        return note.filter(_ -> waits).map(n -> waiting(batches.arrival(batch), n.side(), n.until(), locale));
    }

    private static IntakeAnswer.Waiting waiting(Arrival arrival, Side side, Instant until, Locale locale) {
        Why why = side == Side.ODD ? Why.EVEN_SIDE : Why.ODD_SIDE;
        return new IntakeAnswer.Waiting(
                arrival.folder(),
                arrival.fileName(),
                arrival.sizeBytes(),
                arrival.receivedAt(),
                Sentences.of(why, locale),
                until);
    }
}
