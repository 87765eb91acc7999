package org.kartoteka.archive.store;

import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;

/**
 * Objects by key: written once, read often, never changed in place.
 *
 * <p>The archive's whole truth lives behind these five verbs, so please keep them few. Every method may throw a sealed
 * {@link ObjectStoreException}, whose {@code retryable()} says whether trying again can help. All methods may be called
 * by any number of threads and processes at once.
 */
public interface ObjectStore {
    /**
     * Creates the object, if and only if the key is free. When this returns, the bytes are durable and visible to every
     * reader; when it throws, either nothing is visible under the key or all of it is, never a part.
     *
     * @throws ObjectStoreException.AlreadyExists the key is taken, perhaps by an earlier try of this very call whose reply
     *     was lost: read back and compare before calling it a conflict
     * @throws ObjectStoreException.Corrupt the content did not match its own digest or size; nothing was stored
     */
    void create(ObjectKey key, ObjectContent content);

    /**
     * All bytes of the object; the caller closes the stream. Failures while reading surface as {@code IOException}.
     *
     * @throws ObjectStoreException.Missing there is no such object
     */
    InputStream open(ObjectKey key);

    /**
     * {@code lengthBytes} bytes from {@code offsetBytes}; fewer only where the object ends.
     *
     * @throws ObjectStoreException.Missing there is no such object
     */
    InputStream open(ObjectKey key, long offsetBytes, long lengthBytes);

    /** The size in bytes, or empty where there is no such object. */
    OptionalLong size(ObjectKey key);

    /**
     * Up to {@code limit} keys that start with {@code prefix} and come after {@code after} (exclusive; empty string = from
     * the start), in ascending ASCII order. An object that was there before the call and is not deleted is listed; one that
     * comes or goes meanwhile may be.
     */
    List<ObjectKey> list(String prefix, String after, int limit);

    /** Removes the object; does nothing where there is none. Only markers and lawful disposition may call this. */
    void delete(ObjectKey key);
}
