package org.kartoteka.archive.copy;

/** The two stores are not an archive and a place for its copy; nothing was written. The message says what to do. */
public final class CopyRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CopyRefused(String message) {
        super(message);
    }
}
