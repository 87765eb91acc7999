package org.kartoteka.routes.reading;

import java.util.Optional;
import java.util.function.Supplier;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.rendition.Provenance;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.ComposeResult;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.PageRequest;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.ScanReader;
import org.kartoteka.routes.RetryLater;

/** The scan reader, whose calls the batches take turns at, with "not now" said the same way in every case: by {@link RetryLater}. */
final class Reader {
    private final ScanReader reader;
    private final Turns turns;

    /** @param callsAtOnce as many as the reader can serve together */
    Reader(ScanReader reader, int callsAtOnce) {
        this.reader = reader;
        this.turns = new Turns(callsAtOnce);
    }

    ExamineResult examine(BatchId batch, ExamineRequest request) {
        ExamineResult result = inTurn(batch, () -> reader.examine(request));
        notNow(result instanceof ExamineResult.Refused refused ? Optional.of(refused.refusal()) : Optional.empty());
        return result;
    }

    PageResult readPage(BatchId batch, PageRequest request) {
        PageResult result = inTurn(batch, () -> reader.readPage(request));
        notNow(result instanceof PageResult.PageFailed failed ? Optional.of(failed.refusal()) : Optional.empty());
        return result;
    }

    ComposeResult compose(BatchId batch, ComposeRequest request) {
        ComposeResult result = inTurn(batch, () -> reader.compose(request));
        notNow(result instanceof ComposeResult.ComposeFailed failed ? Optional.of(failed.refusal()) : Optional.empty());
        return result;
    }

    String recipe() {
        return reader.recipe();
    }

    Provenance provenance() {
        return Translate.provenance(reader);
    }

    /** How many calls wait for their turn. */
    int waiting() {
        return turns.waiting();
    }

    private <T> T inTurn(BatchId batch, Supplier<T> call) {
        return turns.take(batch.value(), () -> call(call));
    }

    /** An exception says that the reader itself is gone. */
    private static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw new RetryLater("the reader is gone", e);
        }
    }

    private static void notNow(Optional<Refusal> refusal) {
        if (refusal.isPresent() && refusal.get().code().category() == Refusal.Category.RETRY) {
            throw new RetryLater("the reader cannot work now: " + refusal.get().code(), null);
        }
    }
}
