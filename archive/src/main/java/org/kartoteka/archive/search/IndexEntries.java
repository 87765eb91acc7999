package org.kartoteka.archive.search;

import java.util.Optional;
import java.util.function.Consumer;
import org.kartoteka.archive.identity.DocumentId;

/** Which documents an index holds, and in which version: what must agree with the events. Safe for use by many threads. */
public interface IndexEntries {
    /** The version of the entry, or empty where there is none. */
    Optional<Long> version(DocumentId id);

    /** Number of entries. */
    long size();

    /** Calls the consumer with every entry's id and version, in no order. */
    void forEach(Consumer<Entry> consumer);

    /** An entry's id and version. */
    record Entry(DocumentId id, long version) {}
}
