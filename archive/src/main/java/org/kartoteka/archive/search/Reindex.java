package org.kartoteka.archive.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.event.ChainBroken;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.store.ObjectStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds the index from the archive, beside the old one, then switches. No page is read again.
 *
 * <p>A document whose own records or renditions are damaged is left out and named in the log (and by the verifier), and so
 * is one that the index refuses; it does not keep the others from being found. A store that cannot be reached ends the rebuild, and the old index stays.
 */
public final class Reindex {
    private static final Logger LOG = LoggerFactory.getLogger(Reindex.class);
    private static final int LISTED_AT_ONCE = 1000;
    private static final int PUT_AT_ONCE = 50;

    private final Documents documents;
    private final IndexProjection projection;

    public Reindex(Documents documents, IndexProjection projection) {
        this.documents = documents;
        this.projection = projection;
    }

    /**
     * Begins a rebuild and does all of it. Returns the number of documents; tells {@code progress} how many are done.
     *
     * @throws RebuildRunning another one runs
     */
    public long run(SearchIndex index, LongConsumer progress) {
        return run(index.rebuild(), progress);
    }

    /** As {@link #run(SearchIndex, LongConsumer)}, of a rebuild that was begun; closes it in any case. */
    public long run(SearchIndex.Rebuild begun, LongConsumer progress) {
        try (SearchIndex.Rebuild rebuild = begun) {
            long done = 0;
            Optional<DocumentId> after = Optional.empty();
            for (List<DocumentId> page = documents.list(after, LISTED_AT_ONCE);
                    !page.isEmpty();
                    page = documents.list(after, LISTED_AT_ONCE)) {
                for (int from = 0; from < page.size(); from += PUT_AT_ONCE) {
                    List<IndexedDocument> entries =
                            entries(page.subList(from, Math.min(page.size(), from + PUT_AT_ONCE)));
                    done += put(rebuild, entries);
                    progress.accept(done);
                }
                after = Optional.of(page.getLast());
            }
            rebuild.activate();
            return done;
        }
    }

    /** Puts all together or, where the index refuses that, one by one; returns how many it took. */
    private static int put(SearchIndex.Rebuild rebuild, List<IndexedDocument> entries) {
        try {
            rebuild.put(entries);
            return entries.size();
        } catch (SearchUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            int taken = 0;
            for (IndexedDocument entry : entries) {
                taken += putAlone(rebuild, entry) ? 1 : 0;
            }
            if (taken == 0 && entries.size() > 1) {
                // All of them: the fault is not in a document.
                throw e;
            }
            return taken;
        }
    }

    private static boolean putAlone(SearchIndex.Rebuild rebuild, IndexedDocument entry) {
        try {
            rebuild.put(List.of(entry));
            return true;
        } catch (SearchUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever the index has against this one must not keep the others from being found.
            LOG.atError()
                    .addKeyValue("document", entry.id())
                    .setCause(e)
                    .log("document left out of the index: the index refuses it");
            return false;
        }
    }

    private List<IndexedDocument> entries(List<DocumentId> ids) {
        List<IndexedDocument> entries = new ArrayList<>();
        for (DocumentId id : ids) {
            try {
                projection.of(id).ifPresent(entries::add);
            } catch (ObjectStoreException.Corrupt | ObjectStoreException.Missing | ChainBroken e) {
                LOG.atError()
                        .addKeyValue("document", id)
                        .setCause(e)
                        .log("document left out of the index: it is damaged; run verify");
            }
        }
        return entries;
    }
}
