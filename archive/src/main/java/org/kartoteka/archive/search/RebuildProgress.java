package org.kartoteka.archive.search;

import java.time.Instant;
import java.util.Optional;

/** How the last rebuild of the index stands, as far as this process knows. */
public sealed interface RebuildProgress {
    /** Documents that are in the new index. */
    long documents();

    /** None was seen since the process started. */
    record None() implements RebuildProgress {
        @Override
        public long documents() {
            return 0;
        }
    }

    /** This process rebuilds. */
    record Running(long documents, Instant startedAt) implements RebuildProgress {}

    /**
     * Another process rebuilds.
     *
     * @param documents as far as the index shows them, which may be half a minute behind
     * @param index the name of what is being built
     */
    record RunningElsewhere(long documents, String index) implements RebuildProgress {}

    /** It came to its end, and its index is searched. The times are known of this process's own. */
    record Done(long documents, Optional<Instant> startedAt, Optional<Instant> finishedAt) implements RebuildProgress {}

    /** It did not come to its end; the old index stays. */
    record Failed(long documents, Optional<Instant> startedAt, Optional<Instant> finishedAt, Trouble trouble)
            implements RebuildProgress {}

    /** Why it did not come to its end. */
    enum Trouble {
        SEARCH_AWAY,
        STORE_AWAY,
        /** Another process gave it up, or died. */
        GIVEN_UP,
        /** The log says what. */
        OTHER
    }

    /** Whether one runs now, here or elsewhere. */
    default boolean isRunning() {
        return this instanceof Running || this instanceof RunningElsewhere;
    }
}
