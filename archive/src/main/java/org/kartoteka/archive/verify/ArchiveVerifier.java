package org.kartoteka.archive.verify;

import java.util.Optional;
import java.util.function.Consumer;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.store.ObjectStore;

/**
 * Checks every numbered invariant of {@code docs/archive-format.md} and reports findings; repairs nothing. Work that is
 * waiting (a marker is there) is no finding, so it may run beside a working service.
 */
public final class ArchiveVerifier {
    private final ObjectStore store;

    public ArchiveVerifier(ObjectStore store) {
        this.store = store;
    }

    /**
     * Reads everything once.
     *
     * @param index checked against the events where given
     * @return what was checked
     */
    public Report verify(Optional<SearchIndex> index, Consumer<Finding> findings) {
        throw new UnsupportedOperationException("" + store + index + findings);
    }

    /** Counts of what was checked. */
    public record Report(
            long originals, long renditions, long chains, long events, long batches, long documents, long findings) {}
}
