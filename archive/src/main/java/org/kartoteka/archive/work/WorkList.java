package org.kartoteka.archive.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;

/**
 * A small marker object per unfinished thing: {@code todo/read/<batch>}, {@code todo/index/<document>}. A marker is put
 * before the event it stands for and removed after the work, so work can be found twice but never lost.
 */
public final class WorkList {
    /** What is to be done. */
    public enum Kind {
        READ("read"),
        INDEX("index");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    private final ObjectStore store;
    private final WorkHints hints;

    public WorkList(ObjectStore store, WorkHints hints) {
        this.store = store;
        this.hints = hints;
    }

    /** Where the marker of this kind and id is. */
    public static ObjectKey key(Kind kind, String id) {
        return ObjectKey.of("todo", kind.text(), id);
    }

    /** Puts the marker; does nothing where it is there. */
    public void put(Kind kind, String id) {
        try {
            store.create(key(kind, id), ObjectContent.of((kind.text() + "\n").getBytes(UTF_8)));
        } catch (ObjectStoreException.AlreadyExists _) {
            // A marker carries nothing but its name.
        }
    }

    /** Tells whoever works on this kind that there is something to do. Call it after the commit. Never fails. */
    public void hint(Kind kind, String id) {
        hints.offer(kind, id);
    }

    /** Removes the marker; does nothing where there is none. A crash may bring it back, and the work is found done. */
    public void remove(Kind kind, String id) {
        store.delete(key(kind, id));
    }

    /** Whether there is a marker. */
    public boolean contains(Kind kind, String id) {
        return store.size(key(kind, id)).isPresent();
    }

    /** Up to {@code limit} ids with a marker of this kind, ascending, after {@code after} (empty = from the start). */
    public List<String> list(Kind kind, String after, int limit) {
        String prefix = "todo/" + kind.text() + "/";
        return store.list(prefix, after.isEmpty() ? "" : prefix + after, limit).stream()
                .map(key -> key.value().substring(prefix.length()))
                .toList();
    }
}
