package org.kartoteka.archive.event;

import java.time.InstantSource;
import java.util.List;
import org.kartoteka.archive.store.ObjectStore;

/**
 * Reads and appends chains of events in an {@link ObjectStore}.
 *
 * <p>Appending is create-if-absent under the next sequence number, so of two writers one wins and the other is told.
 * Safe for use by many threads and processes.
 */
public final class EventLog {
    private final ObjectStore store;
    private final InstantSource clock;

    public EventLog(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * All records of the chain in order; empty where there is none.
     *
     * @throws ChainBroken a record is missing in between, unreadable, or does not name its predecessor's digest
     */
    public List<EventRecord> read(ChainId chain) {
        throw new UnsupportedOperationException(chain + " " + store + clock);
    }

    /**
     * Appends one record with these events behind {@code known}, the chain as the caller last read it.
     *
     * @return the record as stored. Where a lost reply made an earlier try succeed, the record that it stored
     * @throws ChainConflict somebody else appended meanwhile; read again and decide anew
     */
    public EventRecord append(ChainId chain, List<EventRecord> known, Actor actor, List<Event> events) {
        throw new UnsupportedOperationException(chain + " " + known + actor + events);
    }
}
