package org.kartoteka.archive.verify;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.BatchEvents;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.casefile.CaseFileEvents;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.document.DocumentEvents;
import org.kartoteka.archive.event.ChainBroken;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.stack.Stack;
import org.kartoteka.archive.stack.StackEvents;
import org.kartoteka.archive.stack.StackId;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;

/**
 * Looks up what other chains say. A broken chain counts as absent here: it is reported where it lies. Keeps the last few
 * batches, for the documents of a batch are checked one after the other.
 */
final class Aggregates {
    private static final int BATCHES_KEPT_MAX = 64;

    private final EventLog events;
    private final Map<BatchId, Optional<Batch>> batches = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BatchId, Optional<Batch>> eldest) {
            return size() > BATCHES_KEPT_MAX;
        }
    };

    Aggregates(ObjectStore store) {
        this.events = new EventLog(store, java.time.InstantSource.system());
    }

    Optional<Batch> batchNow(BatchId id) {
        return find(new ChainId(ChainId.Kind.BATCH, id.value()), chain -> BatchEvents.fold(id, events.read(chain)));
    }

    /** As {@link #batchNow}, perhaps a little old. */
    Optional<Batch> batch(BatchId id) {
        return batches.computeIfAbsent(id, this::batchNow);
    }

    Optional<Document> document(DocumentId id) {
        return find(
                new ChainId(ChainId.Kind.DOCUMENT, id.value()), chain -> DocumentEvents.fold(id, events.read(chain)));
    }

    Optional<CaseFile> caseFile(CaseReference reference) {
        return find(
                new ChainId(ChainId.Kind.CASE_FILE, reference.value()),
                chain -> CaseFileEvents.fold(reference, events.read(chain)));
    }

    Optional<Stack> stack(StackId id) {
        return find(
                new ChainId(ChainId.Kind.STACK, id.value()),
                chain -> Optional.of(StackEvents.fold(id, events.read(chain))));
    }

    boolean exists(DocumentId id) {
        return events.exists(new ChainId(ChainId.Kind.DOCUMENT, id.value()));
    }

    private static <T> Optional<T> find(ChainId chain, Function<ChainId, Optional<T>> read) {
        try {
            return read.apply(chain);
        } catch (ChainBroken | ObjectStoreException.Corrupt | ObjectStoreException.Missing _) {
            return Optional.empty();
        }
    }
}
