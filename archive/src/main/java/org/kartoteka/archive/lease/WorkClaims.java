package org.kartoteka.archive.lease;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;

/**
 * Which node reads which batch: {@code todo/claims/<batch>.<number>}, naming the node's life. A batch that a living node has
 * in hand is not begun by another; the claim of a dead one is taken over by the next number. Costs two requests per batch,
 * one to put the claim and one to remove it, and two or three more where it is disputed.
 *
 * <p>A claim saves work and decides nothing: where two nodes read one batch all the same, each step finds what the other did.
 * Any number of threads may call.
 */
public final class WorkClaims {
    private static final String PREFIX = "todo/claims/";
    private static final Pattern NAME = Pattern.compile("todo/claims/(?<batch>[0-9a-f-]+)\\.(?<number>\\d{4,9})");
    private static final int LISTED_MAX = 10_000;

    private final ObjectStore store;
    private final NodeInstance self;
    private final Predicate<NodeInstance> isAlive;
    private final Map<BatchId, Integer> held = new ConcurrentHashMap<>();
    private final Map<ObjectKey, NodeInstance> holders = new ConcurrentHashMap<>();
    private final Queue<ObjectKey> left = new ConcurrentLinkedQueue<>();

    public WorkClaims(ObjectStore store, NodeInstance self, Predicate<NodeInstance> isAlive) {
        this.store = store;
        this.self = self;
        this.isAlive = isAlive;
    }

    /**
     * Claims the batch for this node.
     *
     * @return false where another living node has it
     */
    public boolean claim(BatchId batch) {
        if (create(batch, 1)) {
            return true;
        }
        int last = lastNumber(batch);
        if (last == 0) {
            return create(batch, 1);
        }
        Optional<NodeInstance> holder = holder(key(batch, last));
        if (holder.isPresent() && isAlive.test(holder.get())) {
            return false;
        }
        return create(batch, last + 1);
    }

    /** Lets it go, done or not. Never fails: what cannot be removed now is by {@link #releaseLeft}. */
    public void release(BatchId batch) {
        Integer number = held.remove(batch);
        if (number == null) {
            return;
        }
        for (int n = number; n >= 1; n--) {
            left.add(key(batch, n));
        }
        try {
            releaseLeft();
        } catch (ObjectStoreException _) {
            // It is in the queue still.
        }
    }

    /** Removes claims that could not be removed before. */
    public void releaseLeft() {
        for (ObjectKey key = left.peek(); key != null; key = left.peek()) {
            store.delete(key);
            left.remove(key);
        }
    }

    /** The batches that a dead node had in hand, oldest first. One listing, and one look at each claim not seen before. */
    public List<BatchId> abandoned() {
        Map<BatchId, ObjectKey> last = new TreeMap<>();
        List<ObjectKey> keys = store.list(PREFIX, "", LISTED_MAX);
        for (ObjectKey key : keys) {
            Matcher name = NAME.matcher(key.value());
            if (name.matches()) {
                last.put(new BatchId(name.group("batch")), key);
            }
        }
        holders.keySet().retainAll(keys);
        List<BatchId> abandoned = new ArrayList<>();
        last.forEach((batch, key) -> {
            if (holder(key).filter(isAlive).isEmpty()) {
                abandoned.add(batch);
            }
        });
        return abandoned;
    }

    /** True where the claim is ours, put now or by a try whose reply was lost. */
    private boolean create(BatchId batch, int number) {
        ObjectKey key = key(batch, number);
        try {
            store.create(key, ObjectContent.of((self + "\n").getBytes(UTF_8)));
        } catch (ObjectStoreException.AlreadyExists _) {
            if (!read(key).equals(Optional.of(self))) {
                return false;
            }
        }
        held.put(batch, number);
        left.remove(key);
        return true;
    }

    private Optional<NodeInstance> holder(ObjectKey key) {
        NodeInstance known = holders.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<NodeInstance> holder = read(key);
        holder.ifPresent(found -> holders.put(key, found));
        return holder;
    }

    private Optional<NodeInstance> read(ObjectKey key) {
        return StoredBytes.find(store, key).flatMap(bytes -> NodeInstance.parse(new String(bytes, UTF_8).strip()));
    }

    private int lastNumber(BatchId batch) {
        return store.list(PREFIX + batch.value() + ".", "", LISTED_MAX).stream()
                .map(key -> NAME.matcher(key.value()))
                .filter(Matcher::matches)
                .mapToInt(name -> Integer.parseInt(name.group("number")))
                .max()
                .orElse(0);
    }

    static ObjectKey key(BatchId batch, int number) {
        return new ObjectKey("%s%s.%04d".formatted(PREFIX, batch.value(), number));
    }
}
