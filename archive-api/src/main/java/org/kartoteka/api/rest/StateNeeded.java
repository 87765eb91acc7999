package org.kartoteka.api.rest;

/** A change that does not say on which state it builds. */
final class StateNeeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateNeeded(String message) {
        super(message, null, false, false);
    }
}
