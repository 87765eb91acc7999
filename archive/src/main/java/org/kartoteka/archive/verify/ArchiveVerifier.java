package org.kartoteka.archive.verify;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.kartoteka.archive.ArchiveIdentity;
import org.kartoteka.archive.UnknownFormat;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.model.TypeModel;
import org.kartoteka.archive.model.TypeModelEvents;
import org.kartoteka.archive.model.TypeModels;
import org.kartoteka.archive.search.IndexEntries;
import org.kartoteka.archive.stack.StackId;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;

/**
 * Checks every numbered invariant of {@code docs/archive-format.md} and reports findings; repairs nothing. Work that is
 * waiting (a marker is there) is no finding, so it may run beside a working service. Holds a page of keys and one chain at
 * a time, however large the archive is.
 */
public final class ArchiveVerifier {
    private final ObjectStore store;

    public ArchiveVerifier(ObjectStore store) {
        this.store = store;
    }

    /**
     * Reads everything once. A single object that cannot be read is a finding; it takes many to give up.
     *
     * @param index checked against the events where given
     * @return what was checked
     * @throws org.kartoteka.archive.store.ObjectStoreException.Unavailable the store cannot be reached
     */
    public Report verify(Optional<IndexEntries> index, Consumer<Finding> findings) {
        Checks checks = new Checks(store, findings);
        Aggregates aggregates = new Aggregates(store);
        BatchChecks batches = new BatchChecks(checks, aggregates);
        DocumentChecks documents = new DocumentChecks(checks, aggregates, index);
        StackChecks stacks = new StackChecks(checks, aggregates);
        ChainChecks chains = new ChainChecks(checks);

        identity(checks);
        checks.forEachKey("", key -> known(checks, key));
        checks.forEachKey("originals/", batches::original);
        checks.forEachKey("digests/", batches::owner);
        chains.forEach(ChainId.Kind.BATCH, (chain, records) -> {
            BatchId id = new BatchId(chain.id());
            batches.batch(id, records);
            stacks.batch(id, records);
        });
        chains.forEach(
                ChainId.Kind.DOCUMENT, (chain, records) -> documents.document(new DocumentId(chain.id()), records));
        chains.forEach(
                ChainId.Kind.CASE_FILE, (chain, records) -> documents.caseFile(new CaseReference(chain.id()), records));
        chains.forEach(ChainId.Kind.STACK, (chain, records) -> stacks.stack(new StackId(chain.id()), records));
        chains.forEach(ChainId.Kind.MODEL, (_, records) -> models(checks, records));
        index.ifPresent(searchIndex -> searchIndex.forEach(documents::indexEntry));

        return new Report(
                batches.originalCount(),
                documents.renditionCount(),
                chains.chains(),
                chains.events(),
                batches.batchCount(),
                documents.documentCount(),
                checks.findings());
    }

    private static void identity(Checks checks) {
        checks.read(Invariant.IDENTITY, ArchiveIdentity.KEY).ifPresent(bytes -> {
            try {
                ArchiveIdentity.decode(bytes);
            } catch (UnknownFormat e) {
                checks.report(Invariant.IDENTITY, ArchiveIdentity.KEY, String.valueOf(e.getMessage()));
            }
        });
    }

    private static void models(Checks checks, List<EventRecord> records) {
        for (TypeModel model : TypeModelEvents.fold(records).versions()) {
            checks.measure(Invariant.MODEL_FIXITY, TypeModels.key(model.digest()), model.digest(), -1);
        }
    }

    private static void known(Checks checks, ObjectKey key) {
        checks.require(
                Invariant.KNOWN_KEYS,
                key,
                KnownKeys.knows(key),
                "the format knows no such object; somebody else put it there");
    }

    /** Counts of what was checked. */
    public record Report(
            long originals, long renditions, long chains, long events, long batches, long documents, long findings) {}
}
