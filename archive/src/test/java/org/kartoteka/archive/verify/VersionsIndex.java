package org.kartoteka.archive.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchQuery;
import org.kartoteka.archive.search.SearchResult;

/** An index that finds nothing, but knows what it was given. For one thread. */
public final class VersionsIndex implements SearchIndex {
    private final Map<DocumentId, IndexedDocument> entries = new TreeMap<>();
    private boolean damagedRebuild;

    public Map<DocumentId, IndexedDocument> entries() {
        return entries;
    }

    /** The next rebuild fails at its first put. */
    public VersionsIndex failingRebuild() {
        damagedRebuild = true;
        return this;
    }

    @Override
    public void put(List<IndexedDocument> documents) {
        documents.forEach(document ->
                entries.merge(document.id(), document, (old, fresh) -> old.version() > fresh.version() ? old : fresh));
    }

    @Override
    public void remove(DocumentId id) {
        entries.remove(id);
    }

    @Override
    public void flush() {}

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
        return Optional.ofNullable(entries.get(id)).map(IndexedDocument::version);
    }

    @Override
    public long size() {
        return entries.size();
    }

    @Override
    public void forEach(Consumer<Entry> consumer) {
        entries.values().forEach(document -> consumer.accept(new Entry(document.id(), document.version())));
    }

    @Override
    public Rebuild rebuild() {
        VersionsIndex fresh = new VersionsIndex();
        return new Rebuild() {
            @Override
            public void put(List<IndexedDocument> documents) {
                if (damagedRebuild) {
                    throw new IllegalStateException("the rebuild fails on purpose");
                }
                fresh.put(documents);
            }

            @Override
            public void activate() {
                entries.clear();
                entries.putAll(fresh.entries);
            }

            @Override
            public void close() {}
        };
    }
}
