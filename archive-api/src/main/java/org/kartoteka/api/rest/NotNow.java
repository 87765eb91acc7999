package org.kartoteka.api.rest;

/** What was asked for is there, but not in a state in which this can be done. */
final class NotNow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotNow(String message) {
        super(message, null, false, false);
    }
}
