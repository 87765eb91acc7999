package org.kartoteka.archive.store;

import org.jspecify.annotations.Nullable;

/** What a store could not do. The message says operation, key, cause and what to do. */
public abstract sealed class ObjectStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ObjectStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the same call may succeed later without anyone changing anything. */
    public abstract boolean retryable();

    /** There is no object under the key. */
    public static final class Missing extends ObjectStoreException {
        private static final long serialVersionUID = 1L;

        public Missing(ObjectKey key) {
            super("there is no object " + key, null);
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    /** The key is taken. */
    public static final class AlreadyExists extends ObjectStoreException {
        private static final long serialVersionUID = 1L;

        public AlreadyExists(ObjectKey key) {
            super("object " + key + " exists already", null);
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    /** The store cannot be reached, is full, or failed in a way that may pass. */
    public static final class Unavailable extends ObjectStoreException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /** Bytes are not what they must be. */
    public static final class Corrupt extends ObjectStoreException {
        private static final long serialVersionUID = 1L;

        public Corrupt(String message) {
            super(message, null);
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }
}
