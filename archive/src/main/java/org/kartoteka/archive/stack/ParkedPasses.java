package org.kartoteka.archive.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;

/**
 * The passes that are read to their end and wait for their other side: {@code todo/side/<batch>}. Beside {@code todo/read/<batch>},
 * which such a batch keeps. Nothing is lost with them: a pass without one is looked at like any batch that waits to be read.
 */
public final class ParkedPasses {
    private static final String PREFIX = "todo/side/";
    private static final int PAGE = 1_000;

    private final ObjectStore store;

    public ParkedPasses(ObjectStore store) {
        this.store = store;
    }

    /**
     * What is noted of a pass that waits.
     *
     * @param until the other side may arrive
     */
    public record Parked(StackId stack, Side side, Instant until) {}

    static ObjectKey key(BatchId batch) {
        return new ObjectKey(PREFIX + batch.value());
    }

    /** Notes it; does nothing where it is noted. */
    public void park(BatchId batch, Parked parked) {
        String text = "%s %s %s\n".formatted(parked.stack(), parked.side().text(), parked.until());
        try {
            store.create(key(batch), ObjectContent.of(text.getBytes(UTF_8)));
        } catch (ObjectStoreException.AlreadyExists _) {
            // It never changes what it says.
        }
    }

    /** It waits no more; does nothing where it is not noted. */
    public void remove(BatchId batch) {
        store.delete(key(batch));
    }

    public boolean contains(BatchId batch) {
        return store.size(key(batch)).isPresent();
    }

    /** What is noted of the batch; empty where nothing is, or nothing that can be understood. */
    public Optional<Parked> find(BatchId batch) {
        return StoredBytes.find(store, key(batch)).flatMap(bytes -> parse(new String(bytes, UTF_8).strip()));
    }

    private static Optional<Parked> parse(String text) {
        String[] words = text.split(" ");
        if (words.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Parked(new StackId(words[0]), Side.of(words[1]), Instant.parse(words[2])));
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    /** All of them, in the order of their arrival. */
    public List<BatchId> list() {
        List<BatchId> all = new ArrayList<>();
        String after = "";
        for (List<ObjectKey> keys = store.list(PREFIX, after, PAGE);
                !keys.isEmpty();
                keys = store.list(PREFIX, after, PAGE)) {
            keys.forEach(key -> batch(key).ifPresent(all::add));
            after = keys.getLast().value();
        }
        return all;
    }

    private static Optional<BatchId> batch(ObjectKey key) {
        try {
            return Optional.of(new BatchId(key.value().substring(PREFIX.length())));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
