package org.kartoteka.archive.copy;

import org.kartoteka.archive.store.ObjectKey;

/** Something that keeps a copy from being whole; nothing was overwritten. */
public record CopyFinding(Kind kind, ObjectKey key) {
    /** What is wrong with the object. */
    public enum Kind {
        /** The target has other bytes under the key. */
        DIFFERENT_IN_TARGET(
                "the target has other bytes under this key; remove the object there if the source is right"),
        /** The target has an object that the source has not. */
        ONLY_IN_TARGET("only the target has this object; somebody works there, or put it there"),
        /** The source's bytes do not have the digest in their name. */
        DAMAGED_IN_SOURCE("the source's bytes are damaged; bring the object back from a backup first"),
        /** The object went away while it was being copied. */
        GONE_FROM_SOURCE("the source lost it meanwhile; stop whatever works there, and copy again");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
