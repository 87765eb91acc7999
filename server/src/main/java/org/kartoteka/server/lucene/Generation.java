package org.kartoteka.server.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.search.IndexEntries;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.server.search.AnalysisPool;
import org.kartoteka.server.search.IndexFields;
import org.kartoteka.server.search.Standing;

/**
 * One Lucene index: a writer and its searchers.
 *
 * <p>How a document stands is looked up, and the document written, under a lock of its id. What was written since the last
 * refresh is kept in memory, so that a late write is refused without a refresh.
 */
final class Generation implements Closeable {
    private static final double RAM_BUFFER_MB = 24;
    private static final int LOCKS = 64;
    private static final String BUILT = "built-from-archive";
    private static final long NOTHING = -1;

    private final IndexFolder.Name name;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final DocumentMapping mapping;
    private final AnalysisPool analyses;
    private final ConcurrentMap<String, Long> recent = new ConcurrentHashMap<>();
    private final List<ReentrantLock> locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new ReentrantLock()).toList();

    Generation(IndexFolder.Name name, Path path, DocumentMapping mapping, AnalysisPool analyses) throws IOException {
        this.name = name;
        this.mapping = mapping;
        this.analyses = analyses;
        this.directory = FSDirectory.open(path);
        IndexWriterConfig config = new IndexWriterConfig();
        config.setRAMBufferSizeMB(RAM_BUFFER_MB);
        config.setCommitOnClose(false);
        // A put waits for its refresh: merging small segments goes on beside it.
        config.setMaxFullFlushMergeWaitMillis(0);
        boolean opened = false;
        try {
            this.writer = new IndexWriter(directory, config);
            this.searchers = new SearcherManager(writer, null);
            opened = true;
        } finally {
            if (!opened) {
                directory.close();
            }
        }
    }

    IndexFolder.Name name() {
        return name;
    }

    void put(List<IndexedDocument> documents) throws IOException {
        AnalysisPool.Both analysis = analyses.take();
        try {
            for (IndexedDocument document : documents) {
                write(
                        document.id(),
                        Standing.entry(document.version()),
                        () -> mapping.document(document, analysis.texts()));
            }
        } finally {
            analyses.giveBack(analysis);
        }
        searchers.maybeRefreshBlocking();
        for (IndexedDocument document : documents) {
            recent.remove(document.id().value(), Standing.entry(document.version()));
        }
    }

    void remove(DocumentId id, long version) throws IOException {
        long standing = Standing.removal(version);
        write(id, standing, () -> mapping.removal(id, version));
        searchers.maybeRefreshBlocking();
        recent.remove(id.value(), standing);
    }

    /** Takes the place of what stands lower, or as high. */
    private void write(DocumentId document, long standing, Supplier<Document> source) throws IOException {
        String id = document.value();
        ReentrantLock lock = lockOf(id);
        lock.lock();
        try {
            if (standing(document) <= standing) {
                writer.updateDocument(term(id), source.get());
                recent.put(id, standing);
            }
        } finally {
            lock.unlock();
        }
    }

    void commit(boolean builtFromArchive) throws IOException {
        if (builtFromArchive) {
            writer.setLiveCommitData(Map.of(BUILT, "true").entrySet());
        }
        writer.commit();
    }

    /** Whether all of it came from the archive once, so that nothing can be missing but by an error. */
    boolean isBuiltFromArchive() {
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data != null) {
            for (Map.Entry<String, String> entry : data) {
                if (entry.getKey().equals(BUILT)) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean isWritable() {
        return writer.isOpen();
    }

    Optional<Long> version(DocumentId document) throws IOException {
        return Standing.version(standing(document));
    }

    private long standing(DocumentId document) throws IOException {
        Long written = recent.get(document.value());
        return written != null
                ? written
                : searching(searcher -> LuceneEntries.standing(searcher.getIndexReader(), document))
                        .orElse(NOTHING);
    }

    long size() throws IOException {
        return searching(searcher -> (long) searcher.count(LuceneQueries.entries()));
    }

    void forEach(Consumer<IndexEntries.Entry> consumer) throws IOException {
        searching(searcher -> {
            LuceneEntries.forEach(searcher.getIndexReader(), consumer);
            return true;
        });
    }

    /** Something done with a searcher. */
    interface Searching<T> {
        T with(IndexSearcher searcher) throws IOException;
    }

    <T> T searching(Searching<T> work) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return work.with(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    /** Closes without a commit: what is not committed is not durable. */
    @Override
    public void close() throws IOException {
        try (directory;
                writer) {
            searchers.close();
        }
    }

    private ReentrantLock lockOf(String id) {
        return locks.get(Math.floorMod(id.hashCode(), LOCKS));
    }

    private static Term term(String id) {
        return new Term(IndexFields.ID, id);
    }
}
