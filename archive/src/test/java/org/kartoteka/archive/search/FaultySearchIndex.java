package org.kartoteka.archive.search;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Fingerprint;

/**
 * The reference, with faults on demand: the engine goes away, refuses single documents, or stops searches at their time
 * limit. Knows what a crash would lose.
 */
public final class FaultySearchIndex implements SearchIndex {
    private final InMemorySearchIndex index = new InMemorySearchIndex();
    private final Set<DocumentId> poison = ConcurrentHashMap.newKeySet();
    private volatile Map<DocumentId, IndexedDocument> durable = Map.of();
    private volatile boolean away;
    private volatile boolean awayAfterBeginning;
    private volatile boolean hurried;

    /** The engine is gone, or is back. */
    public void away(boolean yes) {
        away = yes;
    }

    /** From now on the engine goes away whenever a rebuild has begun, or does so no longer. */
    public void awayAfterBeginning(boolean yes) {
        awayAfterBeginning = yes;
    }

    /** From now on the document is refused, alone and together with others. */
    public void refuse(DocumentId id) {
        poison.add(id);
    }

    /** From now on searches stop at their time limit, or do so no longer. */
    public void runOutOfTime(boolean yes) {
        hurried = yes;
    }

    /** Everything that searches can find now. */
    public Map<DocumentId, IndexedDocument> visible() {
        return index.documents();
    }

    /** Everything that a crash would leave. */
    public Map<DocumentId, IndexedDocument> durable() {
        return durable;
    }

    /** Waits until so many documents are durable, for a while. */
    public synchronized boolean awaitDurable(int count, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (durable.size() < count) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    @Override
    public void put(List<IndexedDocument> documents) {
        check(documents);
        index.put(documents);
    }

    private void check(List<IndexedDocument> documents) {
        if (away) {
            throw new SearchUnavailable("the engine is away", null);
        }
        if (documents.stream().map(IndexedDocument::id).anyMatch(poison::contains)) {
            throw new IllegalArgumentException("refused on purpose");
        }
    }

    @Override
    public void remove(DocumentId id, long version) {
        index.remove(id, version);
    }

    @Override
    public synchronized void flush() {
        index.flush();
        durable = index.documents();
        notifyAll();
    }

    @Override
    public SearchResult search(SearchQuery query) {
        check(List.of());
        SearchResult result = index.search(query);
        return hurried ? new SearchResult(result.total(), result.hits(), result.facets(), false) : result;
    }

    @Override
    public List<DocumentId> alike(Fingerprint fingerprint, DocumentId except, int limit) {
        check(List.of());
        return index.alike(fingerprint, except, limit);
    }

    @Override
    public List<Integer> locate(SearchQuery query, String language, List<String> words) {
        return index.locate(query, language, words);
    }

    @Override
    public Optional<Long> version(DocumentId id) {
        return index.version(id);
    }

    @Override
    public long size() {
        return index.size();
    }

    @Override
    public void forEach(Consumer<Entry> consumer) {
        index.forEach(consumer);
    }

    @Override
    public State state() {
        check(List.of());
        return index.state();
    }

    @Override
    public Rebuild rebuild() {
        check(List.of());
        Rebuild rebuild = index.rebuild();
        return new Rebuild() {
            @Override
            public void put(List<IndexedDocument> documents) {
                check(documents);
                if (awayAfterBeginning) {
                    throw new SearchUnavailable("the engine went away", null);
                }
                rebuild.put(documents);
            }

            @Override
            public void activate() {
                rebuild.activate();
                flush();
            }

            @Override
            public void close() {
                rebuild.close();
            }
        };
    }
}
