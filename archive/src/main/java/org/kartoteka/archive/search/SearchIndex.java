package org.kartoteka.archive.search;

import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Fingerprint;

/**
 * The search index: derived, disposable, rebuilt from the archive at any time. Nothing is decided by what it says.
 *
 * <p>All methods may be called by any number of threads. A failing engine throws {@link SearchUnavailable}.
 */
public interface SearchIndex extends IndexEntries {
    /**
     * Adds or replaces the documents. An entry with a higher version than the one given stays as it is. Visible to
     * searches when this returns, durable only after {@link #flush}.
     */
    void put(List<IndexedDocument> documents);

    /**
     * Removes the document as of an event: its entry goes unless it has a higher version. From then on, until a rebuild begins
     * that reads the archive after that event, every entry of this version or a lower one is kept out, whether there was one
     * before or not: a late put, and what a rebuild under way has read already. Once and again is the same.
     *
     * @param version sequence of the document's event record that takes it away
     */
    void remove(DocumentId id, long version);

    /** Makes everything put so far durable: a crash after this loses none of it. */
    void flush();

    SearchResult search(SearchQuery query);

    /**
     * The documents that share at least {@link Fingerprint#SHARED_MIN} terms with the fingerprint, those with the most and rarest
     * ones first. Letters of one template are among them: who is really alike is for the caller to find out.
     *
     * @param except is left out
     * @param limit at most so many, up to {@link SearchQuery#LIMIT_MAX}
     */
    List<DocumentId> alike(Fingerprint fingerprint, DocumentId except, int limit);

    /**
     * Which of the words, taken in order from one text, match the query: what to mark on a page.
     *
     * @param language of the text, ISO 639-1, or {@code und}
     * @return indexes into {@code words}, ascending
     */
    List<Integer> locate(SearchQuery query, String language, List<String> words);

    /**
     * Starts an empty index beside this one. Searches go on in the old one. Documents put into this index meanwhile go
     * into both. One rebuild at a time.
     *
     * @throws RebuildRunning there is one already, here or on another node
     */
    Rebuild rebuild();

    /** What is searched, and what is being built beside it, by whichever process. */
    State state();

    /**
     * The indexes there are. Each has a name of its own.
     *
     * @param searched the name of the one that is searched; empty where there is none
     */
    record State(String searched, Optional<Building> building) {}

    /**
     * An index being built, as others see it.
     *
     * @param documents in it, as far as it shows them by now
     */
    record Building(String name, long documents) {}

    /** An index being built beside the current one. */
    interface Rebuild extends AutoCloseable {
        /** As {@link SearchIndex#put}, into the new index alone. What was removed since the rebuild began stays out. */
        void put(List<IndexedDocument> documents);

        /** Makes the new index durable and switches searches over to it; the old one is deleted afterwards. */
        void activate();

        /** Gives up, unless activated: the old index stays, the new one is deleted. */
        @Override
        void close();
    }
}
