package org.kartoteka.routes.indexing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kartoteka.archive.document.DocumentCorrections;
import org.kartoteka.archive.event.ChainBroken;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.search.IndexProjection;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.routes.RetryLater;
import org.kartoteka.routes.RouteMeters;
import org.kartoteka.routes.WorkInHand;
import org.kartoteka.routes.WorkTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes documents searchable, some together: derive their entries, put them, make them durable, remove their markers. */
public final class IndexDocuments {
    private static final Logger log = LoggerFactory.getLogger(IndexDocuments.class);

    private final IndexProjection projection;
    private final SearchIndex index;
    private final DocumentCorrections corrections;
    private final WorkList workList;
    private final WorkInHand inHand;
    private final WorkTransport transport;
    private final RouteMeters meters;

    /** Who has which work in hand. */
    public record Work(WorkInHand inHand, WorkTransport transport) {}

    /** What of the archive indexing needs. */
    public record Sources(IndexProjection projection, DocumentCorrections corrections, WorkList workList) {}

    public IndexDocuments(Sources sources, SearchIndex index, Work work, RouteMeters meters) {
        this.projection = sources.projection();
        this.corrections = sources.corrections();
        this.workList = sources.workList();
        this.index = index;
        this.inHand = work.inHand();
        this.transport = work.transport();
        this.meters = meters;
    }

    /**
     * A marker whose document does not exist (yet) stays; so does one of a document whose entry cannot be derived or is refused by
     * the index.
     *
     * @return the documents that cannot be indexed, now or ever
     * @throws SearchUnavailable nothing was removed from the work list
     */
    public Set<DocumentId> index(List<DocumentId> ids) {
        Set<DocumentId> refused = new HashSet<>();
        List<IndexedDocument> entries = new ArrayList<>();
        for (DocumentId id : ids) {
            try {
                projection.of(id).ifPresent(entry -> {
                    finishFiling(entry);
                    entries.add(entry);
                });
            } catch (ObjectStoreException | ChainBroken e) {
                if (e instanceof ObjectStoreException store && store.retryable()) {
                    throw e;
                }
                skip(id, e);
                refused.add(id);
            }
        }
        if (entries.isEmpty()) {
            return refused;
        }
        List<IndexedDocument> put = put(entries);
        index.flush();
        for (IndexedDocument entry : put) {
            workList.remove(WorkList.Kind.INDEX, entry.id().value());
            inHand.succeeded(WorkList.Kind.INDEX, entry.id().value());
        }
        meters.indexed(put.size());
        log.atInfo().addKeyValue("documents", put.size()).log("documents indexed");
        entries.stream().filter(entry -> !put.contains(entry)).forEach(entry -> refused.add(entry.id()));
        return refused;
    }

    /** A crash behind a correction may have left the document in the wrong case file: the same marker stands for that. */
    private void finishFiling(IndexedDocument entry) {
        if (entry.version() > 1) {
            corrections.settleFiling(entry.id());
        }
    }

    /** Those that the index took: all, or, where it refuses the whole, each that it takes by itself. */
    private List<IndexedDocument> put(List<IndexedDocument> entries) {
        try {
            index.put(entries);
            return entries;
        } catch (SearchUnavailable e) {
            throw e;
        } catch (RuntimeException _) {
            return entries.stream().filter(this::putAlone).toList();
        }
    }

    private boolean putAlone(IndexedDocument entry) {
        try {
            index.put(List.of(entry));
            return true;
        } catch (SearchUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever the index has against this one must not keep the others from being found.
            skip(entry.id(), e);
            return false;
        }
    }

    /** None of these could be indexed now: their markers stay, and the sweep lets them wait. */
    void postpone(List<DocumentId> ids, Throwable failure) {
        meters.failure("index", failure.getClass().getSimpleName());
        ids.forEach(id -> {
            if (RetryLater.helps(failure)) {
                inHand.hindered(WorkList.Kind.INDEX, id.value());
            } else {
                inHand.failed(WorkList.Kind.INDEX, id.value());
            }
        });
        log.atWarn()
                .addKeyValue("documents", ids.size())
                .addKeyValue("cause", failure.getClass().getSimpleName())
                .log("documents cannot be indexed now and wait");
    }

    /** One document does not keep the others from being found. */
    private void skip(DocumentId id, RuntimeException failure) {
        meters.failure("index", failure.getClass().getSimpleName());
        inHand.failed(WorkList.Kind.INDEX, id.value());
        log.atError().addKeyValue("document", id).setCause(failure).log("a document cannot be indexed");
    }

    void end(List<DocumentId> ids) {
        ids.forEach(id -> transport.finished(WorkList.Kind.INDEX, id.value()));
    }
}
