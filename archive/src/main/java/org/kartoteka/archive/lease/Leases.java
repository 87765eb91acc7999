package org.kartoteka.archive.lease;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;

/**
 * Leases without compare-and-swap and without clocks that agree. A lease is a row of objects {@code lease/<name>/<sequence>},
 * each created only where its key is free, each naming its holder. Who creates the next one holds the lease; the holder
 * goes on creating, which renews it.
 *
 * <p>Dead is a lease for an observer who saw the same last sequence, unmoved, for the time-to-live by his own monotonic
 * clock: from one look to another. While he does not look, because he is slow himself, nobody dies. The holder counts from before its renewal was sent, so it knows that it lost the lease no later than anybody else may
 * take it. Nothing that matters may rest on a lease alone: a holder that sleeps between asking and acting acts too late.
 *
 * <p>Sequences never go back: a release is one more object. Any number of threads may call.
 */
public final class Leases {
    private static final String PREFIX = "lease/";
    private static final String RELEASED = "released ";
    private static final int PAGE = 1_000;

    /** More pages than this are not looked through: some hundred nodes need one. */
    private static final int PAGES_MAX = 20;

    private final ObjectStore store;
    private final NodeInstance self;
    private final Duration timeToLive;
    private final LongSupplier nanoTime;
    private final long observingSince;
    private volatile long lookedAt;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /**
     * @param nanoTime a monotonic clock, as {@link System#nanoTime}
     */
    public Leases(ObjectStore store, NodeInstance self, Duration timeToLive, LongSupplier nanoTime) {
        this.store = store;
        this.self = self;
        this.timeToLive = timeToLive;
        this.nanoTime = nanoTime;
        this.observingSince = nanoTime.getAsLong();
        this.lookedAt = observingSince;
    }

    /** The last sequence of a lease, since when it is known, and who wrote it, once somebody asked. */
    private record Seen(long sequence, long since, Optional<String> text) {}

    /** A lease of ours: its last sequence, the oldest object that may be left of it, and when its renewal began. */
    private record Held(long sequence, long oldest, long renewedAt) {}

    /** Looks at all leases. One listing, however many renewals there were. */
    public void observe() {
        long begun = nanoTime.getAsLong();
        Map<String, Long> last = new java.util.HashMap<>();
        String after = "";
        for (int page = 0; page < PAGES_MAX; page++) {
            List<ObjectKey> keys = store.list(PREFIX, after, PAGE);
            keys.forEach(key -> sequence(key).ifPresent(sequence -> last.merge(name(key), sequence, Math::max)));
            if (keys.size() < PAGE) {
                break;
            }
            after = keys.getLast().value();
        }
        last.forEach(this::see);
        seen.keySet().retainAll(last.keySet());
        lookedAt = begun;
    }

    /**
     * Takes the lease where it is free, released or dead, or was ours before.
     *
     * @param ours whose lease may be taken at once: an earlier life of this very holder
     * @return whether it is held now
     * @throws ObjectStoreException.Unavailable perhaps it is ours and we do not know: the next call finds out
     */
    public synchronized boolean acquire(String name, Predicate<NodeInstance> ours) {
        if (holds(name)) {
            return true;
        }
        held.remove(name);
        long last = lastSequence(name);
        if (last > 0) {
            see(name, last);
            if (!isFree(name, last, ours)) {
                return false;
            }
        }
        return create(name, last + 1, Math.max(1, last));
    }

    /** Renews every lease that is held. One that somebody else took is given up. */
    public synchronized void renew() {
        Map.copyOf(held).forEach((name, now) -> {
            if (!create(name, now.sequence() + 1, now.oldest())) {
                held.remove(name);
            }
        });
    }

    /** Whether the lease is held, as far as anybody can know without asking the store. */
    public boolean holds(String name) {
        Held now = held.get(name);
        return now != null && nanoTime.getAsLong() - now.renewedAt() < timeToLive.toNanos();
    }

    /** Lets the lease go, so that others need not wait for its death. Does nothing where it is not held. */
    public synchronized void release(String name) {
        Held now = held.remove(name);
        if (now == null) {
            return;
        }
        try {
            long next = now.sequence() + 1;
            store.create(key(name, next), content(RELEASED + self));
            deleteBefore(name, now.oldest(), next);
        } catch (ObjectStoreException.AlreadyExists _) {
            // Somebody took it already.
        }
    }

    /** All names that were there at the last look. */
    public List<String> names() {
        return seen.keySet().stream().sorted().toList();
    }

    /**
     * Whether somebody holds the lease, or may: until two looks of our own are the time-to-live apart, nobody is called dead.
     */
    public boolean isAlive(String name) {
        Seen now = seen.get(name);
        long quietSince = now == null ? observingSince : now.since();
        return lookedAt - quietSince < timeToLive.toNanos() && !isReleased(name);
    }

    /** Whether trying to acquire it may succeed, as far as the last look tells. */
    boolean mayBeFree(String name) {
        return !seen.containsKey(name) || !isAlive(name);
    }

    /** As {@link #isAlive(String)}, and whether it is this holder. Reads one object where the lease moved since last asked. */
    public boolean isAlive(String name, NodeInstance holder) {
        if (!isAlive(name)) {
            return false;
        }
        Optional<String> text = text(name);
        return text.isEmpty() || text.get().equals(holder.toString());
    }

    private boolean isReleased(String name) {
        return text(name).map(text -> text.startsWith(RELEASED)).orElse(false);
    }

    private boolean isFree(String name, long last, Predicate<NodeInstance> ours) {
        Seen now = seen.get(name);
        Optional<String> text = text(name);
        if (now == null || now.sequence() != last || text.isEmpty()) {
            return false;
        }
        Optional<NodeInstance> holder = NodeInstance.parse(text.get());
        return text.get().startsWith(RELEASED)
                || holder.filter(h -> h.equals(self) || ours.test(h)).isPresent()
                || nanoTime.getAsLong() - now.since() >= timeToLive.toNanos();
    }

    /** What the last object of the lease says; empty where it moved on meanwhile, or the store cannot be asked. */
    private Optional<String> text(String name) {
        Seen now = seen.get(name);
        if (now == null || now.text().isPresent()) {
            return now == null ? Optional.empty() : now.text();
        }
        try {
            Optional<String> text = read(key(name, now.sequence()));
            text.ifPresent(_ -> seen.computeIfPresent(
                    name,
                    (_, current) -> current.sequence() == now.sequence()
                            ? new Seen(current.sequence(), current.since(), text)
                            : current));
            return text;
        } catch (ObjectStoreException _) {
            return Optional.empty();
        }
    }

    private Optional<String> read(ObjectKey key) {
        return StoredBytes.find(store, key).map(bytes -> new String(bytes, UTF_8).strip());
    }

    /** True where the object is ours, created now or by a try whose reply was lost. */
    private boolean create(String name, long sequence, long oldest) {
        long begun = nanoTime.getAsLong();
        ObjectKey key = key(name, sequence);
        try {
            store.create(key, content(self.toString()));
        } catch (ObjectStoreException.AlreadyExists _) {
            Optional<String> text = read(key);
            if (!text.equals(Optional.of(self.toString()))) {
                return false;
            }
        }
        held.put(name, new Held(sequence, deleteBefore(name, oldest, sequence), begun));
        see(name, sequence);
        return true;
    }

    /**
     * Removes what the lease has behind it; what cannot be removed now is next time.
     *
     * @return the oldest that is left
     */
    private long deleteBefore(String name, long oldest, long sequence) {
        long left = oldest;
        try {
            for (; left < sequence; left++) {
                store.delete(key(name, left));
            }
        } catch (ObjectStoreException _) {
            // Old objects do no harm; the last one counts.
        }
        return left;
    }

    private void see(String name, long sequence) {
        seen.compute(
                name,
                (_, before) -> before != null && before.sequence() == sequence
                        ? before
                        : new Seen(sequence, nanoTime.getAsLong(), Optional.empty()));
    }

    private long lastSequence(String name) {
        return store.list(PREFIX + name + "/", "", PAGE).stream()
                .flatMap(key -> sequence(key).stream())
                .max(Long::compare)
                .orElse(0L);
    }

    private static ObjectContent content(String text) {
        return ObjectContent.of((text + "\n").getBytes(UTF_8));
    }

    static ObjectKey key(String name, long sequence) {
        return new ObjectKey("%s%s/%010d".formatted(PREFIX, name, sequence));
    }

    private static String name(ObjectKey key) {
        return key.value().substring(PREFIX.length(), key.value().lastIndexOf('/'));
    }

    private static Optional<Long> sequence(ObjectKey key) {
        String number = key.value().substring(key.value().lastIndexOf('/') + 1);
        return key.value().lastIndexOf('/') > PREFIX.length() && number.matches("\\d{10}")
                ? Optional.of(Long.parseLong(number))
                : Optional.empty();
    }
}
