package org.kartoteka.routes;

import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;

/** A store in memory that fails on demand: before or after the n-th change, as if the process had died there. */
public final class CrashingStore implements ObjectStore {
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private int changesLeft = Integer.MAX_VALUE;
    private boolean afterwards;
    private Predicate<ObjectKey> unavailable = _ -> false;
    private volatile boolean unreachable;

    /** The process died. Never caught by the code under test. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The change after so many others is the last thing that happens; it is done where {@code afterwards}. */
    public synchronized void crashAfter(int changes, boolean done) {
        changesLeft = changes;
        afterwards = done;
    }

    /** Never crashes again. */
    public synchronized void mend() {
        changesLeft = Integer.MAX_VALUE;
        unavailable = _ -> false;
    }

    /** Creating these objects fails for a while. */
    public synchronized void unavailable(Predicate<ObjectKey> keys) {
        unavailable = keys;
    }

    /** Nothing can be read, or can be again. */
    public void unreachable(boolean yes) {
        unreachable = yes;
    }

    private InMemoryObjectStore reached() {
        if (unreachable) {
            throw new ObjectStoreException.Unavailable("cannot read", new IllegalStateException("test"));
        }
        return store;
    }

    @Override
    public synchronized void create(ObjectKey key, ObjectContent content) {
        if (unavailable.test(key)) {
            throw new ObjectStoreException.Unavailable("cannot create " + key, new IllegalStateException("test"));
        }
        change(() -> store.create(key, content));
    }

    @Override
    public synchronized void delete(ObjectKey key) {
        change(() -> store.delete(key));
    }

    private void change(Runnable change) {
        if (changesLeft > 0) {
            changesLeft--;
            change.run();
            return;
        }
        if (changesLeft == 0 && afterwards) {
            change.run();
        }
        changesLeft = -1;
        throw new Crash();
    }

    @Override
    public InputStream open(ObjectKey key) {
        return reached().open(key);
    }

    @Override
    public InputStream open(ObjectKey key, long offsetBytes, long lengthBytes) {
        return reached().open(key, offsetBytes, lengthBytes);
    }

    @Override
    public OptionalLong size(ObjectKey key) {
        return reached().size(key);
    }

    @Override
    public List<ObjectKey> list(String prefix, String after, int limit) {
        return reached().list(prefix, after, limit);
    }
}
