package org.kartoteka.archive.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.store.Digest;

/**
 * One stored object of a chain: everything one command did.
 *
 * @param sequence from 1, without gaps
 * @param previous digest of the stored bytes of record {@code sequence - 1}; empty for the first
 * @param digest of this record's stored bytes, computed from them and never stored within
 */
public record EventRecord(
        ChainId chain,
        long sequence,
        Optional<Digest> previous,
        Instant time,
        Actor actor,
        List<Event> events,
        Digest digest) {
    public EventRecord {
        events = List.copyOf(events);
        if (sequence < 1 || (sequence == 1) != previous.isEmpty()) {
            throw new IllegalArgumentException("record %d of %s has a wrong predecessor".formatted(sequence, chain));
        }
    }
}
