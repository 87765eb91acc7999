package org.kartoteka.routes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchQuery;
import org.kartoteka.archive.search.SearchResult;
import org.kartoteka.archive.search.SearchUnavailable;

/** Keeps what was put, and loses what was not flushed when told to. Does not search. */
public final class FakeSearchIndex implements SearchIndex {
    public final Map<DocumentId, IndexedDocument> durable = new ConcurrentHashMap<>();
    private final Map<DocumentId, IndexedDocument> visible = new ConcurrentHashMap<>();
    /** These are refused, alone and together with others. */
    public final Set<DocumentId> poison = ConcurrentHashMap.newKeySet();

    private volatile boolean away;

    /** The engine is gone, or is back. */
    public void away(boolean yes) {
        away = yes;
    }

    @Override
    public void put(List<IndexedDocument> documents) {
        if (away) {
            throw new SearchUnavailable("the engine is away", null);
        }
        if (documents.stream().map(IndexedDocument::id).anyMatch(poison::contains)) {
            throw new IllegalArgumentException("refused on purpose");
        }
        documents.forEach(document -> visible.put(document.id(), document));
    }

    @Override
    public synchronized void flush() {
        durable.putAll(visible);
        notifyAll();
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
    public void remove(DocumentId id) {
        visible.remove(id);
    }

    @Override
    public SearchResult search(SearchQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Integer> locate(SearchQuery query, String language, List<String> words) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Long> version(DocumentId id) {
        return Optional.ofNullable(visible.get(id)).map(IndexedDocument::version);
    }

    @Override
    public long size() {
        return visible.size();
    }

    @Override
    public void forEach(Consumer<Entry> consumer) {
        visible.values().forEach(document -> consumer.accept(new Entry(document.id(), document.version())));
    }

    @Override
    public Rebuild rebuild() {
        throw new UnsupportedOperationException();
    }
}
