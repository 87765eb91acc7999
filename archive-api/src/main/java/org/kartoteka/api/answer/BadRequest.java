package org.kartoteka.api.answer;

/** What was asked for cannot be meant. */
public final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message a sentence for the person who asked, without anything they typed */
    public BadRequest(String message) {
        super(message, null, false, false);
    }
}
