package org.kartoteka.server.elasticsearch;

import java.util.function.Function;
import org.kartoteka.archive.search.SearchUnavailable;

/** The index that is searched, for who reads it. */
final class ActiveIndex {
    private static final int LOOKS_MAX = 10;

    private final Generations generations;

    ActiveIndex(Generations generations) {
        this.generations = generations;
    }

    /**
     * Reads the index; where it was switched and deleted meanwhile, the one that took its place.
     *
     * @throws SearchUnavailable there is none that can be read, or the cluster has too much to do or fails
     */
    <T> T read(Function<IndexName, T> work) {
        Generations.Seen seen = generations.recent();
        for (int looks = 0; ; looks++) {
            try {
                return work.apply(seen.searched());
            } catch (Cluster.IndexMissing e) {
                if (looks == LOOKS_MAX) {
                    throw new SearchUnavailable("cannot search: " + e.getMessage(), e);
                }
                seen = generations.look();
            } catch (Cluster.Busy | Cluster.TooLarge e) {
                throw new SearchUnavailable("cannot search: " + e.getMessage(), e);
            }
        }
    }
}
