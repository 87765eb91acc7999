package org.kartoteka.archive.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Small objects as byte arrays, read whole and with a limit. */
public final class StoredBytes {
    /** No object that is read whole is longer. */
    public static final int SIZE_BYTES_MAX = 64 * 1024 * 1024;

    private static final int READINGS_MAX = 5;

    private StoredBytes() {}

    /**
     * All bytes of the object.
     *
     * @throws ObjectStoreException.Missing there is no such object
     * @throws ObjectStoreException.Corrupt it is longer than {@link #SIZE_BYTES_MAX}
     */
    public static byte[] read(ObjectStore store, ObjectKey key) {
        try (InputStream in = store.open(key)) {
            byte[] bytes = in.readNBytes(SIZE_BYTES_MAX + 1);
            if (bytes.length > SIZE_BYTES_MAX) {
                throw new ObjectStoreException.Corrupt(
                        "object %s is longer than the %d bytes it may have".formatted(key, SIZE_BYTES_MAX));
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(key, e);
        }
    }

    /** As {@link #read}, or empty where there is no such object. */
    public static Optional<byte[]> find(ObjectStore store, ObjectKey key) {
        try {
            return Optional.of(read(store, key));
        } catch (ObjectStoreException.Missing _) {
            return Optional.empty();
        }
    }

    /**
     * As {@link #read}, of an object whose digest is known.
     *
     * @throws ObjectStoreException.Corrupt the bytes are others
     */
    public static byte[] readSame(ObjectStore store, ObjectKey key, Digest digest) {
        byte[] bytes = read(store, key);
        if (!Digest.of(bytes).equals(digest)) {
            throw new ObjectStoreException.Corrupt("object %s does not match its digest".formatted(key));
        }
        return bytes;
    }

    /** Reads the object to its end for its digest and size. */
    public static Measured measure(ObjectStore store, ObjectKey key) {
        try (InputStream in = store.open(key)) {
            var sha256 = Digest.sha256();
            byte[] buffer = new byte[64 * 1024];
            long sizeBytes = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
                sizeBytes += n;
            }
            return new Measured(Digest.ofRaw(sha256.digest()), sizeBytes);
        } catch (IOException e) {
            throw unreadable(key, e);
        }
    }

    /**
     * As {@link #measure}, for a digest that is to be written down: reads until two readings in a row agree, so that a bit
     * that flipped on the way is not made a promise.
     *
     * @throws ObjectStoreException.Corrupt every reading is another
     */
    public static Measured measureSurely(ObjectStore store, ObjectKey key) {
        Measured last = measure(store, key);
        for (int readings = 1; readings < READINGS_MAX; readings++) {
            Measured again = measure(store, key);
            if (again.equals(last)) {
                return again;
            }
            last = again;
        }
        throw new ObjectStoreException.Corrupt("object %s reads differently each time".formatted(key));
    }

    /**
     * Creates the object, or accepts one with the same bytes that an earlier try stored.
     *
     * @return false where another writer's bytes are under the key
     */
    public static boolean createOrSame(ObjectStore store, ObjectKey key, byte[] bytes) {
        try {
            store.create(key, ObjectContent.of(bytes));
            return true;
        } catch (ObjectStoreException.AlreadyExists _) {
            return Arrays.equals(read(store, key), bytes);
        }
    }

    private static ObjectStoreException.Unavailable unreadable(ObjectKey key, IOException cause) {
        return new ObjectStoreException.Unavailable(
                "cannot read object %s: %s; will be tried again".formatted(key, cause.getMessage()), cause);
    }

    /** What was found stored. */
    public record Measured(Digest digest, long sizeBytes) {}
}
