package org.kartoteka.archive.event;

import org.kartoteka.archive.store.ObjectKey;

/** Names one chain of events: the kind of thing and its id. */
public record ChainId(Kind kind, String id) {
    /** What may have a chain. */
    public enum Kind {
        BATCH("batch"),
        DOCUMENT("document"),
        CASE_FILE("case-file");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public ChainId {
        ObjectKey.of(kind.text(), id);
    }

    /** Where record {@code sequence} (from 1) of this chain is stored. */
    public ObjectKey key(long sequence) {
        return ObjectKey.of("events", kind.text(), id, "%08d.json".formatted(sequence));
    }

    /** {@code kind/id}, as it stands in stored records. */
    @Override
    public String toString() {
        return kind.text() + "/" + id;
    }
}
