package org.kartoteka.archive.event;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;

/**
 * Reads and appends chains of events in an {@link ObjectStore}.
 *
 * <p>Appending is create-if-absent under the next sequence number, so of two writers one wins and the other is told.
 * Safe for use by many threads and processes.
 */
public final class EventLog {
    private static final int PAGE = 1000;
    private static final int CONFLICTS_MAX = 50;

    private final ObjectStore store;
    private final InstantSource clock;

    public EventLog(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * All records of the chain in order; empty where there is none. Costs a listing and one read per record.
     *
     * @throws ChainBroken a record is missing in between, unreadable, or does not name its predecessor's digest
     */
    public List<EventRecord> read(ChainId chain) {
        List<EventRecord> records = new ArrayList<>();
        Optional<EventRecord> last = Optional.empty();
        for (ObjectKey key : keys(chain)) {
            long sequence = sequence(chain, key);
            EventRecord record = EventCodec.decode(chain, sequence, StoredBytes.read(store, key));
            EventCodec.checkFollows(last, record);
            records.add(record);
            last = Optional.of(record);
        }
        return records;
    }

    private List<ObjectKey> keys(ChainId chain) {
        String prefix = chain.prefix();
        List<ObjectKey> all = new ArrayList<>(store.list(prefix, "", PAGE));
        for (List<ObjectKey> page = all; page.size() == PAGE; all.addAll(page)) {
            page = store.list(prefix, all.getLast().value(), PAGE);
        }
        return all;
    }

    private static long sequence(ChainId chain, ObjectKey key) {
        return ChainId.sequenceOf(key)
                .filter(sequence -> chain.key(sequence).equals(key))
                .orElseThrow(() -> new ChainBroken("object %s is no record of %s".formatted(key, chain)));
    }

    /** Sequence of the last record; 0 where there is none. Costs a listing for each thousand records, and reads none. */
    public long lastSequence(ChainId chain) {
        List<ObjectKey> keys = keys(chain);
        return keys.isEmpty() ? 0 : sequence(chain, keys.getLast());
    }

    /** Whether the chain has a record; cheaper than reading it. */
    public boolean exists(ChainId chain) {
        return store.size(chain.key(1)).isPresent();
    }

    /**
     * Appends one record with these events behind {@code known}, the chain as the caller last read it.
     *
     * @return the record as stored. Where a lost reply made an earlier try succeed, the record that it stored
     * @throws ChainConflict somebody else appended meanwhile; read again and decide anew
     */
    public EventRecord append(ChainId chain, List<EventRecord> known, Actor actor, List<Event> events) {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("nothing to append to " + chain);
        }
        long sequence = known.size() + 1L;
        Optional<Digest> previous =
                known.isEmpty() ? Optional.empty() : Optional.of(known.getLast().digest());
        checkKnown(chain, known);
        Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        byte[] bytes = EventCodec.encode(
                new EventRecord(chain, sequence, previous, time, actor, events, Digest.of(new byte[0])));

        EventRecord record = EventCodec.decode(chain, sequence, bytes);
        ObjectKey key = chain.key(sequence);
        try {
            store.create(key, ObjectContent.of(bytes));
        } catch (ObjectStoreException.AlreadyExists _) {
            // Perhaps it is this very record, stored by a try whose reply was lost.
            if (!Arrays.equals(StoredBytes.read(store, key), bytes)) {
                throw new ChainConflict(chain, sequence);
            }
        }
        return record;
    }

    private static void checkKnown(ChainId chain, List<EventRecord> known) {
        if (!known.isEmpty()
                && (!known.getLast().chain().equals(chain) || known.getLast().sequence() != known.size())) {
            throw new IllegalArgumentException("what is known of %s is not the whole chain".formatted(chain));
        }
    }

    /**
     * Reads the chain, asks what is to be appended, and appends it; where somebody else was faster, reads and asks again.
     *
     * @param decide from the chain as it is to the events to append; none = leave it as it is
     * @return the chain afterwards
     * @throws ChainConflict others were faster too many times
     */
    public List<EventRecord> change(ChainId chain, Actor actor, Function<List<EventRecord>, List<Event>> decide) {
        for (int conflicts = 0; ; conflicts++) {
            List<EventRecord> known = read(chain);
            List<Event> events = decide.apply(known);
            if (events.isEmpty()) {
                return known;
            }
            try {
                List<EventRecord> changed = new ArrayList<>(known);
                changed.add(append(chain, known, actor, events));
                return changed;
            } catch (ChainConflict conflict) {
                if (conflicts == CONFLICTS_MAX) {
                    throw conflict;
                }
            }
        }
    }

    /**
     * Up to {@code limit} ids of chains of this kind in the order of their keys, whose keys start with {@code idPrefix},
     * after {@code after} (empty = from the start).
     */
    public List<String> chains(ChainId.Kind kind, String idPrefix, Optional<String> after, int limit) {
        String prefix = ChainId.prefix(kind, idPrefix);
        // The character behind the slash: skips the other records of that chain.
        String position =
                after.map(id -> chop(new ChainId(kind, id).prefix()) + "0").orElse("");
        List<String> ids = new ArrayList<>();
        while (ids.size() < limit) {
            List<ObjectKey> page = store.list(prefix, position, Math.clamp(limit * 4L, 100, PAGE));
            for (ObjectKey key : page) {
                Optional<ChainId> chain = ChainId.ofKey(key).filter(c -> c.kind() == kind);
                if (chain.isPresent()
                        && (ids.isEmpty() || !ids.getLast().equals(chain.get().id()))
                        && ids.size() < limit) {
                    ids.add(chain.get().id());
                }
            }
            if (page.isEmpty()) {
                break;
            }
            position = page.getLast().value();
        }
        return ids;
    }

    /** Calls with the id of every chain of this kind, and the sequence of its last record. Reads none; costs a listing for each thousand. */
    public void forEachChain(ChainId.Kind kind, ObjLongConsumer<String> chain) {
        String prefix = ChainId.prefix(kind, "");
        String position = "";
        String id = "";
        long last = 0;
        for (List<ObjectKey> page = store.list(prefix, position, PAGE);
                !page.isEmpty();
                page = store.list(prefix, position, PAGE)) {
            for (ObjectKey key : page) {
                Optional<ChainId> of = ChainId.ofKey(key).filter(c -> c.kind() == kind);
                if (of.isPresent()) {
                    if (last > 0 && !of.get().id().equals(id)) {
                        chain.accept(id, last);
                    }
                    id = of.get().id();
                    last = ChainId.sequenceOf(key).orElseThrow();
                }
            }
            position = page.getLast().value();
        }
        if (last > 0) {
            chain.accept(id, last);
        }
    }

    private static String chop(String prefix) {
        return prefix.substring(0, prefix.length() - 1);
    }
}
