package org.kartoteka.server.elasticsearch;

import co.elastic.clients.elasticsearch.indices.get_alias.IndexAliases;
import co.elastic.clients.json.JsonData;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kartoteka.analysis.SearchSchema;
import org.kartoteka.archive.search.RebuildRunning;
import org.kartoteka.archive.search.SearchUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes of an archive in the cluster, and the two aliases that tell which is searched and which is being built.
 *
 * <p>An index is made together with its alias, so that one without an alias is left over. Who builds one says every
 * {@link #LEASE_RENEWED} that it is alive; after {@link #LEASE} without a word it counts as dead, and what it built is
 * deleted. Clocks of nodes must agree within a minute.
 */
final class Generations {
    static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration LEASE_RENEWED = Duration.ofSeconds(20);

    private static final Logger log = LoggerFactory.getLogger(Generations.class);
    private static final long SEEN_NANOS = Duration.ofSeconds(1).toNanos();
    private static final String REINDEX = "run: kartoteka reindex";
    private static final String BUILT = "builtFromArchive";
    private static final String MADE_BY = "madeBy";
    private static final String LEASE_UNTIL = "leaseUntil";

    private final Cluster cluster;
    private final ElasticsearchSettings settings;
    private final InstantSource clock;
    private final String prefix;
    private final Duration renewedEvery;
    private volatile @Nullable Seen last;

    Generations(Cluster cluster, ElasticsearchSettings settings, InstantSource clock) {
        this(cluster, settings, clock, LEASE_RENEWED);
    }

    /** Where who builds an index says so in other distances than usual. For tests. */
    Generations(Cluster cluster, ElasticsearchSettings settings, InstantSource clock, Duration renewedEvery) {
        this.renewedEvery = renewedEvery;
        this.cluster = cluster;
        this.settings = settings;
        this.clock = clock;
        this.prefix = settings.indexPrefix();
    }

    /**
     * What the cluster had when it was looked.
     *
     * @param leftOver indexes without an alias
     */
    record Seen(Optional<IndexName> active, Optional<IndexName> building, List<IndexName> leftOver, long atNanos) {
        /** By alias, the indexes of this program's schema that a document belongs into. */
        Map<String, String> targets() {
            Map<String, String> targets = new TreeMap<>();
            active.filter(Seen::isOurs)
                    .ifPresent(name -> targets.put(IndexName.active(name.prefix()), name.toString()));
            building.filter(Seen::isOurs)
                    .ifPresent(name -> targets.put(IndexName.building(name.prefix()), name.toString()));
            return targets;
        }

        /** Why no index can be searched, and what to do; empty where one can. */
        Optional<String> trouble() {
            if (active.isEmpty()) {
                return Optional.of("the search index is missing; " + REINDEX);
            }
            if (isNewer()) {
                return active.map(name -> "the search index has schema version " + name.schema()
                        + " and was built by a newer program, this one has " + SearchSchema.VERSION
                        + "; update this node");
            }
            return active.filter(name -> !isOurs(name))
                    .map(name -> "the search index has schema version " + name.schema() + ", this program needs "
                            + SearchSchema.VERSION + "; " + REINDEX);
        }

        /** Whether a newer program built the index that is searched: an older one must leave it alone. */
        boolean isNewer() {
            return active.filter(name -> name.schema() > SearchSchema.VERSION).isPresent();
        }

        /** The index to search. @throws SearchUnavailable there is none, or one that this program cannot read */
        IndexName searched() {
            trouble().ifPresent(message -> {
                throw new SearchUnavailable(message, null);
            });
            return active.orElseThrow();
        }

        /**
         * Passes where documents can be put and none is missed by an index of another schema version.
         *
         * @throws SearchUnavailable they must wait
         */
        void requireWritable() {
            building.filter(name -> !isOurs(name)).ifPresent(name -> {
                throw new SearchUnavailable(
                        "a search index of schema version " + name.schema()
                                + " is being built, this program has " + SearchSchema.VERSION
                                + "; run the same version of the program on all nodes",
                        null);
            });
            if (building.isEmpty()) {
                searched();
            }
        }

        private static boolean isOurs(IndexName name) {
            return name.schema() == SearchSchema.VERSION;
        }
    }

    /** What was seen within the last second, or is seen now. */
    Seen recent() {
        Seen seen = last;
        return seen != null && System.nanoTime() - seen.atNanos() < SEEN_NANOS ? seen : look();
    }

    /** What is there now. */
    Seen look() {
        long now = System.nanoTime();
        Map<String, IndexAliases> found = cluster.ask(
                "look for the search index",
                client -> client.indices()
                        .getAlias(request -> request.index(IndexName.all(prefix)))
                        .aliases());
        Optional<IndexName> active = Optional.empty();
        Optional<IndexName> building = Optional.empty();
        List<IndexName> leftOver = new ArrayList<>();
        for (Map.Entry<String, IndexAliases> entry : found.entrySet()) {
            Optional<IndexName> name = IndexName.parse(prefix, entry.getKey());
            if (name.isEmpty()) {
                continue;
            }
            Set<String> aliases = entry.getValue().aliases().keySet();
            if (aliases.contains(IndexName.active(prefix))) {
                active = name;
            } else if (aliases.contains(IndexName.building(prefix))) {
                building = name;
            } else if (aliases.isEmpty()) {
                leftOver.add(name.get());
            }
        }
        Seen seen = new Seen(active, building, leftOver, now);
        last = seen;
        return seen;
    }

    /** Makes an empty index where none was made yet, and deletes what nobody needs any more. */
    void prepare() {
        Seen seen = look();
        if (seen.active().isEmpty() && seen.building().isEmpty()) {
            create(seen, IndexName.active(prefix), Map.of(BUILT, false));
        }
        tidy(look());
    }

    /**
     * Makes an empty index to be built.
     *
     * @throws RebuildRunning one is being built already
     * @throws SearchUnavailable a newer program built the one that is searched
     */
    IndexName startBuilding() {
        Seen before = look();
        if (before.isNewer()) {
            before.searched();
        }
        tidy(before);
        Seen seen = look();
        Optional<IndexName> made = seen.building().isPresent()
                ? Optional.empty()
                : create(before, IndexName.building(prefix), Map.of(BUILT, false, LEASE_UNTIL, leaseUntil()));
        last = null;
        return made.orElseThrow(RebuildRunning::new);
    }

    /** The index, numbered above those seen, or empty where another node made it first. */
    private Optional<IndexName> create(Seen seen, String alias, Map<String, Object> marks) {
        List<IndexName> names = new ArrayList<>(seen.leftOver());
        seen.active().ifPresent(names::add);
        seen.building().ifPresent(names::add);
        int number = names.stream().mapToInt(IndexName::number).max().orElse(0) + 1;
        IndexName name = new IndexName(prefix, SearchSchema.VERSION, number);
        String maker = UUID.randomUUID().toString();
        Map<String, Object> meta = new HashMap<>(marks);
        meta.put(MADE_BY, maker);
        Map<String, Object> body = IndexDefinition.of(settings, alias, meta);
        String text = cluster.json().writeValueAsString(body);
        try {
            cluster.ask(
                    "make the search index " + name,
                    client -> client.indices()
                            .create(request -> request.index(name.toString()).withJson(new StringReader(text))));
            return Optional.of(name);
        } catch (Cluster.IndexExists e) {
            // By another node, or by this one, and the answer was lost.
            JsonData madeBy = meta(name).get(MADE_BY);
            return madeBy != null && madeBy.to(String.class).equals(maker) ? Optional.of(name) : Optional.empty();
        }
    }

    Duration renewedEvery() {
        return renewedEvery;
    }

    /** Says that the index is still being built. */
    void renewLease(IndexName name) {
        putMeta(name, false);
    }

    /**
     * Makes the built index the one that is searched, at once for all nodes. No renewal of its lease may be under way: it would
     * mark the index as not built.
     *
     * @throws Cluster.IndexMissing it was taken away, since this node counted as dead
     */
    void activate(IndexName built) {
        // Leased on, or others would take it away before the switch.
        putMeta(built, true);
        Seen seen = look();
        try {
            swap(built, seen.active());
        } catch (Cluster.IndexMissing e) {
            // Where the answer to the first try was lost, the second finds nothing left to do.
            if (!look().active().equals(Optional.of(built))) {
                throw e;
            }
        }
        tidy(look());
    }

    private void swap(IndexName built, Optional<IndexName> current) {
        cluster.ask(
                "switch to the new search index",
                client -> client.indices().updateAliases(request -> {
                    request.actions(action -> action.remove(remove -> remove.index(built.toString())
                            .alias(IndexName.building(prefix))
                            .mustExist(true)));
                    current.ifPresent(old -> request.actions(action ->
                            action.remove(remove -> remove.index(old.toString()).alias(IndexName.active(prefix)))));
                    return request.actions(action ->
                            action.add(add -> add.index(built.toString()).alias(IndexName.active(prefix))));
                }));
    }

    /** Deletes an index that was being built, unless it was switched to and only the answer was lost. */
    void abandon(IndexName name) {
        if (!look().active().equals(Optional.of(name))) {
            delete(name);
        }
    }

    /** Deletes an index; does nothing where there is none. */
    private void delete(IndexName name) {
        try {
            cluster.ask(
                    "delete the search index " + name,
                    client -> client.indices().delete(request -> request.index(name.toString())));
        } catch (Cluster.IndexMissing _) {
            log.atDebug().addKeyValue("index", name).log("index was deleted already");
        }
        last = null;
    }

    /** Whether all of the index came from the archive once. */
    boolean isBuiltFromArchive(IndexName name) {
        JsonData built = meta(name).get(BUILT);
        return built != null && built.to(Boolean.class);
    }

    private void tidy(Seen seen) {
        List<IndexName> useless = new ArrayList<>(seen.leftOver());
        seen.building().filter(name -> !isAlive(name)).ifPresent(useless::add);
        for (IndexName name : useless) {
            log.atInfo().addKeyValue("index", name).log("an index that nobody needs any more is deleted");
            delete(name);
        }
    }

    /** Whether somebody builds it still. */
    boolean isAlive(IndexName building) {
        JsonData until = meta(building).get(LEASE_UNTIL);
        return until != null && until.to(Long.class) >= clock.millis();
    }

    private Map<String, JsonData> meta(IndexName name) {
        return cluster.ask("look into the search index " + name, client -> {
            var found = client.indices()
                    .getMapping(request -> request.index(name.toString()).ignoreUnavailable(true))
                    .mappings()
                    .get(name.toString());
            return found == null ? Map.of() : found.mappings().meta();
        });
    }

    private void putMeta(IndexName name, boolean built) {
        Map<String, JsonData> meta = Map.of(BUILT, JsonData.of(built), LEASE_UNTIL, JsonData.of(leaseUntil()));
        cluster.ask(
                "mark the search index " + name,
                client -> client.indices()
                        .putMapping(request -> request.index(name.toString()).meta(meta)));
    }

    private long leaseUntil() {
        Instant until = clock.instant().plus(LEASE);
        return until.toEpochMilli();
    }
}
