package org.kartoteka.server.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.kartoteka.analysis.SearchSchema;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Fingerprint;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.archive.search.RebuildRunning;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchQuery;
import org.kartoteka.archive.search.SearchResult;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.server.search.AnalysisPool;
import org.kartoteka.server.search.IndexHealth;
import org.kartoteka.server.search.Located;
import org.kartoteka.server.search.OperatedIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The search index in a folder, by Lucene, in this process. One process at a time.
 *
 * <p>An index of another schema version, or one that cannot be opened, is left as it is: searches and puts say that it is
 * unavailable, {@link #health} what to do, and a {@link #rebuild} takes its place. After a crash the index opens at its
 * last {@link #flush}. A query stops at a time limit and then says that its result is not complete.
 */
public final class LuceneSearchIndex implements OperatedIndex {
    private static final Logger log = LoggerFactory.getLogger(LuceneSearchIndex.class);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(2);
    private static final String REINDEX = "run: kartoteka reindex";

    private final IndexFolder folder;
    private final Duration timeLimit;
    private final DocumentMapping mapping = new DocumentMapping();
    private final AnalysisPool analyses = new AnalysisPool();

    /** Shared by everything that writes; exclusive where the generations themselves change. */
    private final ReentrantReadWriteLock generations = new ReentrantReadWriteLock(true);

    private volatile @Nullable Generation current;
    private volatile @Nullable Generation next;
    private volatile String trouble = "";

    private LuceneSearchIndex(IndexFolder folder, Duration timeLimit) {
        this.folder = folder;
        this.timeLimit = timeLimit;
    }

    /**
     * Opens the index in the folder, or makes an empty one.
     *
     * @throws SearchUnavailable where another process has it open, or the folder cannot be written
     */
    public static LuceneSearchIndex open(Path path) {
        return open(path, TIME_LIMIT);
    }

    /** As {@link #open(Path)}, with a time limit for queries. */
    public static LuceneSearchIndex open(Path path, Duration timeLimit) {
        try {
            LuceneSearchIndex index = new LuceneSearchIndex(new IndexFolder(path), timeLimit);
            index.openCurrent();
            return index;
        } catch (IOException e) {
            throw new SearchUnavailable("cannot open the search index in " + path + ": " + e.getMessage(), e);
        }
    }

    private void openCurrent() throws IOException {
        Optional<IndexFolder.Name> name = folder.current();
        if (name.isEmpty()) {
            folder.deleteOthers(name);
            Generation empty = newGeneration();
            empty.commit(false);
            folder.use(empty.name());
            current = empty;
            return;
        }
        IndexFolder.Name found = name.get();
        if (found.schemaVersion() != SearchSchema.VERSION) {
            trouble = "the search index has schema version " + found.schemaVersion() + ", this program needs "
                    + SearchSchema.VERSION + "; " + REINDEX;
        } else {
            openFound(found);
        }
        folder.deleteOthers(name);
    }

    private void openFound(IndexFolder.Name found) throws IOException {
        try {
            if (!Files.isDirectory(folder.path(found))) {
                throw new IOException("folder " + found + " is missing");
            }
            current = new Generation(found, folder.path(found), mapping, analyses);
        } catch (LockObtainFailedException e) {
            throw e;
        } catch (IOException | IllegalArgumentException | IllegalStateException damaged) {
            trouble = "the search index is damaged (" + damaged.getMessage() + "); " + REINDEX;
            log.atError().setCause(damaged).log("search index cannot be opened");
        }
    }

    private Generation newGeneration() throws IOException {
        IndexFolder.Name name = folder.unused();
        return new Generation(name, folder.path(name), mapping, analyses);
    }

    @Override
    public IndexHealth health() {
        Generation generation = current;
        long size = 0;
        try {
            size = folder.sizeBytes();
            if (generation == null) {
                return new IndexHealth(false, true, trouble, 0, size, "");
            }
            String message = generation.isWritable() ? "" : "writing to the search index failed; restart the service";
            boolean rebuildNeeded = !generation.isBuiltFromArchive();
            return new IndexHealth(
                    true,
                    rebuildNeeded,
                    message,
                    size(),
                    size,
                    generation.name().toString());
        } catch (IOException | SearchUnavailable | AlreadyClosedException e) {
            return new IndexHealth(false, false, String.valueOf(e.getMessage()), 0, size, "");
        }
    }

    @Override
    public void put(List<IndexedDocument> documents) {
        writing("add to", generation -> generation.put(documents));
    }

    @Override
    public void remove(DocumentId id, long version) {
        writing("remove from", generation -> generation.remove(id, version));
    }

    @Override
    public void flush() {
        writing("flush", generation -> generation.commit(false));
    }

    private interface Writing {
        void to(Generation generation) throws IOException;
    }

    private void writing(String what, Writing work) {
        generations.readLock().lock();
        try {
            Generation old = current;
            Generation building = next;
            if (old == null && building == null) {
                throw new SearchUnavailable(trouble, null);
            }
            if (old != null) {
                work.to(old);
            }
            if (building != null) {
                work.to(building);
            }
        } catch (IOException | AlreadyClosedException | UncheckedIOException e) {
            throw new SearchUnavailable("cannot " + what + " the search index: " + e.getMessage(), e);
        } finally {
            generations.readLock().unlock();
        }
    }

    @Override
    public SearchResult search(SearchQuery query) {
        return reading(generation -> generation.searching(searcher -> {
            AnalysisPool.Both analysis = analyses.take();
            try {
                return new LuceneSearch(searcher, mapping, analysis, timeLimit).run(query);
            } finally {
                analyses.giveBack(analysis);
            }
        }));
    }

    @Override
    public List<DocumentId> alike(Fingerprint fingerprint, DocumentId except, int limit) {
        return reading(generation ->
                generation.searching(searcher -> LuceneEntries.alike(searcher, fingerprint, except, limit)));
    }

    @Override
    public List<Integer> locate(SearchQuery query, String language, List<String> words) {
        return analyses.with(analysis -> new Located(analysis).in(query, language, words));
    }

    @Override
    public Optional<Long> version(DocumentId id) {
        return reading(generation -> generation.version(id));
    }

    @Override
    public long size() {
        return reading(Generation::size);
    }

    @Override
    public void forEach(Consumer<Entry> consumer) {
        List<Entry> entries = new ArrayList<>();
        reading(generation -> {
            generation.forEach(entries::add);
            return true;
        });
        entries.forEach(consumer);
    }

    private interface Reading<T> {
        T from(Generation generation) throws IOException;
    }

    private <T> T reading(Reading<T> work) {
        while (true) {
            Generation generation = current;
            if (generation == null) {
                throw new SearchUnavailable(trouble, null);
            }
            try {
                return work.from(generation);
            } catch (AlreadyClosedException e) {
                if (generation == current) {
                    throw new SearchUnavailable("the search index is closed", e);
                }
                // A rebuilt index has taken its place meanwhile: once more with that.
            } catch (IOException | UncheckedIOException e) {
                throw new SearchUnavailable("cannot search: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public Rebuild rebuild() {
        generations.writeLock().lock();
        try {
            if (next != null) {
                throw new RebuildRunning();
            }
            Generation building = newGeneration();
            next = building;
            return new Building(building);
        } catch (IOException e) {
            throw new SearchUnavailable("cannot start a new search index: " + e.getMessage(), e);
        } finally {
            generations.writeLock().unlock();
        }
    }

    @Override
    public State state() {
        generations.readLock().lock();
        try {
            Generation old = current;
            Generation building = next;
            return new State(
                    old == null ? "" : old.name().toString(),
                    building == null
                            ? Optional.empty()
                            : Optional.of(
                                    new SearchIndex.Building(building.name().toString(), building.size())));
        } catch (IOException | AlreadyClosedException e) {
            throw new SearchUnavailable("cannot look at the search index: " + e.getMessage(), e);
        } finally {
            generations.readLock().unlock();
        }
    }

    private final class Building implements Rebuild {
        private final Generation building;

        Building(Generation building) {
            this.building = building;
        }

        @Override
        public void put(List<IndexedDocument> documents) {
            generations.readLock().lock();
            try {
                if (next != building) {
                    throw new IllegalStateException("this rebuild has ended");
                }
                building.put(documents);
            } catch (IOException | AlreadyClosedException e) {
                throw new SearchUnavailable("cannot rebuild the search index: " + e.getMessage(), e);
            } finally {
                generations.readLock().unlock();
            }
        }

        @Override
        public void activate() {
            Generation old;
            try {
                // The long part while others go on.
                building.commit(false);
                generations.writeLock().lock();
                try {
                    if (next != building) {
                        throw new IllegalStateException("this rebuild has ended");
                    }
                    building.commit(true);
                    folder.use(building.name());
                    old = current;
                    current = building;
                    next = null;
                    trouble = "";
                } finally {
                    generations.writeLock().unlock();
                }
                if (old != null) {
                    old.close();
                }
                folder.deleteOthers(Optional.of(building.name()));
            } catch (IOException | AlreadyClosedException e) {
                throw new SearchUnavailable("cannot switch to the new search index: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            generations.writeLock().lock();
            try {
                if (next == building) {
                    next = null;
                    building.close();
                    folder.delete(building.name());
                }
            } catch (IOException e) {
                log.atWarn().setCause(e).log("an index that is not needed could not be deleted");
            } finally {
                generations.writeLock().unlock();
            }
        }
    }

    /** Flushes and closes; an index being built beside it is given up. */
    @Override
    public void close() {
        generations.writeLock().lock();
        try {
            Generation building = next;
            next = null;
            if (building != null) {
                building.close();
                folder.delete(building.name());
            }
            Generation open = current;
            if (open != null) {
                try (open) {
                    if (open.isWritable()) {
                        open.commit(false);
                    }
                }
            }
        } catch (IOException | AlreadyClosedException e) {
            throw new SearchUnavailable("cannot close the search index: " + e.getMessage(), e);
        } finally {
            generations.writeLock().unlock();
        }
    }
}
