package org.kartoteka.server.elasticsearch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Fingerprint;
import org.kartoteka.archive.search.IndexedDocument;
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
 * The search index in an Elasticsearch cluster, shared by any number of nodes.
 *
 * <p>What was put is durable and visible to all nodes when {@link #put} returns; {@link #flush} has nothing left to do. A
 * cluster that is away does not keep this from being opened: everything asked meanwhile says {@link SearchUnavailable}. An
 * index of an older schema version is not opened, and the message names the command that builds it anew; one of a newer
 * program's is neither opened nor replaced. While any node rebuilds, every node's documents go into both indexes. A query stops at a time limit and then says that its result is not
 * complete.
 */
public final class ElasticsearchIndex implements OperatedIndex {
    private static final Logger log = LoggerFactory.getLogger(ElasticsearchIndex.class);
    private static final int LOOKS_MAX = 10;
    private static final long PREPARED_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

    private final ElasticsearchSettings settings;
    private final Cluster cluster;
    private final Generations generations;
    private final BulkWriter writer;
    private final EntryJson json;
    private final Entries entries;
    private final ActiveIndex active;
    private final AnalysisPool analyses = new AnalysisPool();
    private final ReentrantLock preparing = new ReentrantLock();
    private volatile boolean prepared;
    private @Nullable SearchUnavailable lastTrouble;
    private long lastTroubleNanos;
    private volatile @Nullable RebuildBeside rebuild;

    private ElasticsearchIndex(ElasticsearchSettings settings, InstantSource clock) {
        this.settings = settings;
        this.cluster = new Cluster(settings);
        this.generations = new Generations(cluster, settings, clock);
        this.writer = new BulkWriter(cluster, settings);
        this.json = new EntryJson(cluster.json());
        this.entries = new Entries(cluster);
        this.active = new ActiveIndex(generations);
    }

    /**
     * Opens the index in the cluster, or makes an empty one. A cluster that cannot be reached now is tried again later.
     *
     * @throws SearchUnavailable a node of the cluster lacks the plugin that analyses text, or has another version of it; or
     *     the file with certificates cannot be read
     */
    public static ElasticsearchIndex open(ElasticsearchSettings settings) {
        return open(settings, InstantSource.system());
    }

    static ElasticsearchIndex open(ElasticsearchSettings settings, InstantSource clock) {
        ElasticsearchIndex index = new ElasticsearchIndex(settings, clock);
        Optional<String> refusal = Optional.empty();
        try {
            refusal = new PluginCheck(index.cluster).refusal();
            if (refusal.isEmpty()) {
                index.prepare();
            }
        } catch (SearchUnavailable e) {
            log.atWarn().setCause(e).log("the search index is opened as soon as its cluster can be reached");
        }
        refusal.ifPresent(message -> {
            index.cluster.close();
            throw new SearchUnavailable(message, null);
        });
        return index;
    }

    /** Passes once the cluster was found as it must be. */
    private void prepare() {
        if (prepared) {
            return;
        }
        preparing.lock();
        try {
            if (prepared) {
                return;
            }
            SearchUnavailable trouble = lastTrouble;
            if (trouble != null && System.nanoTime() - lastTroubleNanos < PREPARED_AGAIN_NANOS) {
                throw new SearchUnavailable(String.valueOf(trouble.getMessage()), trouble);
            }
            prepareNow();
        } finally {
            preparing.unlock();
        }
    }

    private void prepareNow() {
        try {
            new PluginCheck(cluster).refusal().ifPresent(message -> {
                throw new SearchUnavailable(message, null);
            });
            generations.prepare();
            prepared = true;
        } catch (SearchUnavailable e) {
            lastTrouble = e;
            lastTroubleNanos = System.nanoTime();
            throw e;
        } catch (Cluster.Busy | Cluster.IndexMissing e) {
            throw new SearchUnavailable("cannot open the search index: " + e.getMessage(), e);
        }
    }

    @Override
    public void put(List<IndexedDocument> documents) {
        writing("add to the search index", documents.stream().map(json::entry).toList());
    }

    @Override
    public void remove(DocumentId id, long version) {
        writing("remove document " + id + " from the search index", List.of(json.removal(id, version)));
    }

    /** Writes them into every index they belong into, and makes them visible. */
    private void writing(String what, List<BulkWriter.Entry> all) {
        prepare();
        Set<String> written = new HashSet<>();
        try {
            for (int looks = 0; looks < LOOKS_MAX; looks++) {
                Generations.Seen seen = generations.look();
                seen.requireWritable();
                if (isDone(seen.targets(), all, written)) {
                    return;
                }
            }
        } catch (Cluster.Busy e) {
            throw new SearchUnavailable("cannot " + what + ": the cluster has too much to do", e);
        }
        throw new SearchUnavailable("cannot " + what + ": it changes all the time", null);
    }

    /** False where it must be done again, since indexes changed meanwhile. */
    private boolean isDone(Map<String, String> targets, List<BulkWriter.Entry> all, Set<String> written) {
        try {
            write(targets, all, written);
            // A rebuild that began meanwhile may have read the archive before these were in it.
            boolean done = written.containsAll(generations.look().targets().values());
            if (done) {
                refresh();
            }
            return done;
        } catch (Cluster.IndexMissing switchedMeanwhile) {
            return false;
        }
    }

    private void write(Map<String, String> targets, List<BulkWriter.Entry> all, Set<String> written) {
        targets.forEach((alias, index) -> {
            if (all.isEmpty()) {
                written.add(index);
            } else if (!written.contains(index)) {
                writer.write(alias, all).ifPresent(written::add);
            }
        });
    }

    /** Makes all that was written visible, in both indexes while one is being built. */
    private void refresh() {
        List<String> aliases =
                List.of(IndexName.active(settings.indexPrefix()), IndexName.building(settings.indexPrefix()));
        cluster.ask(
                "refresh the search index",
                client -> client.indices()
                        .refresh(request -> request.index(aliases).ignoreUnavailable(true)));
    }

    /** Does nothing: what the cluster acknowledged is durable. */
    @Override
    public void flush() {}

    @Override
    public SearchResult search(SearchQuery query) {
        return reading(index ->
                analyses.with(analysis -> new ElasticsearchSearch(cluster, settings, index, analysis).run(query)));
    }

    @Override
    public List<DocumentId> alike(Fingerprint fingerprint, DocumentId except, int limit) {
        return reading(index -> entries.alike(index.toString(), fingerprint, except, limit));
    }

    @Override
    public List<Integer> locate(SearchQuery query, String language, List<String> words) {
        return analyses.with(analysis -> new Located(analysis).in(query, language, words));
    }

    @Override
    public Optional<Long> version(DocumentId id) {
        return reading(index -> entries.version(index.toString(), id));
    }

    @Override
    public long size() {
        return reading(index -> entries.count(index.toString()));
    }

    @Override
    public void forEach(Consumer<Entry> consumer) {
        entries.forEach(reading(index -> entries.openPointInTime(index.toString())), consumer);
    }

    private <T> T reading(Function<IndexName, T> work) {
        prepare();
        return active.read(work);
    }

    @Override
    public Rebuild rebuild() {
        prepare();
        try {
            RebuildBeside started = new RebuildBeside(generations.startBuilding(), generations, writer, json, cluster);
            rebuild = started;
            return started;
        } catch (Cluster.Busy | Cluster.IndexMissing e) {
            throw new SearchUnavailable("cannot start a new search index: " + e.getMessage(), e);
        }
    }

    @Override
    public State state() {
        prepare();
        try {
            Generations.Seen seen = generations.look();
            return new State(
                    seen.active().map(IndexName::toString).orElse(""),
                    seen.building()
                            .filter(generations::isAlive)
                            .map(name -> new Building(name.toString(), entries.count(name.toString()))));
        } catch (Cluster.Busy | Cluster.IndexMissing e) {
            throw new SearchUnavailable("cannot look at the search index: " + e.getMessage(), e);
        }
    }

    @Override
    public IndexHealth health() {
        try {
            prepare();
            Generations.Seen seen = generations.look();
            if (seen.trouble().isPresent()) {
                return new IndexHealth(false, !seen.isNewer(), seen.trouble().get(), 0, 0, "");
            }
            IndexName name = seen.searched();
            boolean whole = entries.isWhole(name.toString());
            String message =
                    whole ? "" : "parts of the search index are away: see the health of the Elasticsearch cluster";
            return new IndexHealth(
                    whole,
                    !generations.isBuiltFromArchive(name),
                    message,
                    whole ? entries.count(name.toString()) : 0,
                    entries.sizeBytes(IndexName.all(settings.indexPrefix())),
                    name.toString());
        } catch (SearchUnavailable | Cluster.Busy | Cluster.IndexMissing e) {
            return new IndexHealth(false, false, String.valueOf(e.getMessage()), 0, 0, "");
        }
    }

    @Override
    public void close() {
        RebuildBeside running = rebuild;
        if (running != null) {
            running.close();
        }
        cluster.close();
    }
}
