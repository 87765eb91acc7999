package org.kartoteka.api.answer;

/** What was asked for is not in the archive. */
public final class NotThere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message a sentence for the person who asked, without anything they typed */
    public NotThere(String message) {
        super(message, null, false, false);
    }
}
