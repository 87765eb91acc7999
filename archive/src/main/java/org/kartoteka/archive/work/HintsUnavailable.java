package org.kartoteka.archive.work;

/** Whoever carries the hints cannot be reached now; trying later may help. The work list is not touched by this. */
public final class HintsUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HintsUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
