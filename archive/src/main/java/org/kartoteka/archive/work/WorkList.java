package org.kartoteka.archive.work;

import java.util.List;
import org.kartoteka.archive.store.ObjectStore;

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

    /** Puts the marker; does nothing where it is there. */
    public void put(Kind kind, String id) {
        throw new UnsupportedOperationException("" + store);
    }

    /** Tells whoever works on this kind that there is something to do. Call it after the commit. Never fails. */
    public void hint(Kind kind, String id) {
        hints.offer(kind, id);
    }

    public void remove(Kind kind, String id) {
        throw new UnsupportedOperationException();
    }

    /** Up to {@code limit} ids with a marker of this kind, ascending, after {@code after} (empty = from the start). */
    public List<String> list(Kind kind, String after, int limit) {
        throw new UnsupportedOperationException();
    }
}
