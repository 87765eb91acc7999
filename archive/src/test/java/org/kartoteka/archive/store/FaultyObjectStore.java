package org.kartoteka.archive.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;

/**
 * A store that fails as real ones do, by a seed: it refuses an operation, does it and loses the reply, delivers fewer bytes
 * or a flipped bit, or dies. After {@link #crash} nothing works any more; open another one over the same delegate, as a
 * new process would. A crash may bring back objects whose deletion was not yet on the disk. Not for many threads.
 */
public final class FaultyObjectStore implements ObjectStore {
    private final ObjectStore delegate;
    private final Random random;
    private final Map<ObjectKey, byte[]> recentlyDeleted = new LinkedHashMap<>();
    private double faultRate;
    private long writesUntilCrash = Long.MAX_VALUE;
    private boolean lastWriteHappens;
    private boolean crashed;
    private long writes;

    public FaultyObjectStore(ObjectStore delegate, long seed) {
        this.delegate = delegate;
        this.random = new Random(seed);
    }

    /** Each operation fails in one of the ways with this probability, 0 to 1. */
    public FaultyObjectStore withFaults(double rate) {
        faultRate = rate;
        return this;
    }

    /** Dies at the {@code number}-th write (from 1): before it happens, or after, with the reply lost. */
    public FaultyObjectStore crashAtWrite(long number, boolean writeHappens) {
        writesUntilCrash = number;
        lastWriteHappens = writeHappens;
        return this;
    }

    /** Creations and deletions so far. */
    public long writes() {
        return writes;
    }

    public boolean crashed() {
        return crashed;
    }

    /** The process dies. */
    public void crash() {
        crashed = true;
        recentlyDeleted.forEach((key, bytes) -> {
            if (random.nextBoolean()) {
                StoredBytes.createOrSame(delegate, key, bytes);
            }
        });
        recentlyDeleted.clear();
    }

    @Override
    public void create(ObjectKey key, ObjectContent content) {
        write("create", key, () -> delegate.create(key, content));
    }

    @Override
    public void delete(ObjectKey key) {
        write("delete", key, () -> {
            StoredBytes.find(delegate, key).ifPresent(bytes -> recentlyDeleted.put(key, bytes));
            delegate.delete(key);
        });
    }

    private void write(String operation, ObjectKey key, Runnable action) {
        checkAlive();
        writes++;
        if (--writesUntilCrash == 0) {
            if (lastWriteHappens) {
                runLast(action);
            }
            crash();
            throw new Crashed();
        }
        if (!hits()) {
            action.run();
            return;
        }
        boolean happens = random.nextBoolean();
        if (happens) {
            action.run();
        }
        if (random.nextInt(4) == 0) {
            crash();
            throw new Crashed();
        }
        throw unavailable(operation + (happens ? " (done, but the reply is lost)" : ""), key);
    }

    private static void runLast(Runnable action) {
        try {
            action.run();
        } catch (ObjectStoreException _) {
            // Nobody is left to hear it.
        }
    }

    @Override
    public InputStream open(ObjectKey key) {
        return damaged(key, delegate.open(key));
    }

    @Override
    public InputStream open(ObjectKey key, long offsetBytes, long lengthBytes) {
        return damaged(key, delegate.open(key, offsetBytes, lengthBytes));
    }

    private InputStream damaged(ObjectKey key, InputStream in) {
        checkAlive();
        if (!hits()) {
            return in;
        }
        try (in) {
            byte[] bytes = in.readAllBytes();
            return switch (random.nextInt(3)) {
                case 0 -> throw unavailable("open", key);
                case 1 -> new ByteArrayInputStream(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
                default -> {
                    if (bytes.length > 0) {
                        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                    }
                    yield new ByteArrayInputStream(bytes);
                }
            };
        } catch (IOException e) {
            throw new ObjectStoreException.Unavailable("cannot read " + key, e);
        }
    }

    @Override
    public OptionalLong size(ObjectKey key) {
        failSometimes("size", key.value());
        return delegate.size(key);
    }

    @Override
    public List<ObjectKey> list(String prefix, String after, int limit) {
        failSometimes("list", prefix);
        return new ArrayList<>(delegate.list(prefix, after, limit));
    }

    private void failSometimes(String operation, String what) {
        checkAlive();
        if (hits()) {
            throw new ObjectStoreException.Unavailable(
                    operation + " " + what + " failed on purpose", new IOException());
        }
    }

    private boolean hits() {
        return random.nextDouble() < faultRate;
    }

    private void checkAlive() {
        if (crashed) {
            throw new Crashed();
        }
    }

    private static ObjectStoreException.Unavailable unavailable(String operation, ObjectKey key) {
        return new ObjectStoreException.Unavailable(operation + " " + key + " failed on purpose", new IOException());
    }

    /** The process is dead: nobody is there to catch this but the test. */
    public static final class Crashed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crashed() {
            super("crashed on purpose");
        }
    }
}
