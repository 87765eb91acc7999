package org.kartoteka.server.search;

import java.util.Optional;

/**
 * How a write stands against others of the same document: the higher replaces the lower, and the same is the same. An entry
 * stands by its version; a removal above the entry of its version, and below that of the next.
 */
public final class Standing {
    private Standing() {}

    public static long entry(long version) {
        return 2 * version;
    }

    public static long removal(long version) {
        return 2 * version + 1;
    }

    /** The version of an entry; empty for a removal, and for less than any of both. */
    public static Optional<Long> version(long standing) {
        return standing < 0 || standing % 2 == 1 ? Optional.empty() : Optional.of(standing / 2);
    }
}
