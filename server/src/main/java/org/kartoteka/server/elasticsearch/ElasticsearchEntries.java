package org.kartoteka.server.elasticsearch;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.search.IndexEntries;

/**
 * The entries of the index that is searched, read beside the nodes that write it. Changes nothing in the cluster: makes no
 * index, deletes none. A walk sees what was visible when it began.
 */
public final class ElasticsearchEntries implements IndexEntries, AutoCloseable {
    private final Cluster cluster;
    private final Entries entries;
    private final ActiveIndex active;

    private ElasticsearchEntries(ElasticsearchSettings settings) {
        this.cluster = new Cluster(settings);
        this.entries = new Entries(cluster);
        this.active = new ActiveIndex(new Generations(cluster, settings, InstantSource.system()));
    }

    /** Opens what is searched. @throws SearchUnavailable there is none, it cannot be read, or the cluster is away */
    public static ElasticsearchEntries open(ElasticsearchSettings settings) {
        ElasticsearchEntries opened = new ElasticsearchEntries(settings);
        boolean found = false;
        try {
            opened.size();
            found = true;
            return opened;
        } finally {
            if (!found) {
                opened.close();
            }
        }
    }

    @Override
    public Optional<Long> version(DocumentId id) {
        return active.read(index -> entries.version(index.toString(), id));
    }

    @Override
    public long size() {
        return active.read(index -> entries.count(index.toString()));
    }

    @Override
    public void forEach(Consumer<Entry> consumer) {
        entries.forEach(active.read(index -> entries.openPointInTime(index.toString())), consumer);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
