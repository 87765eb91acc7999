package org.kartoteka.server.config;

import org.jspecify.annotations.Nullable;

/** What was asked cannot be done; the message is a sentence for the person who asked. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        this(message, null);
    }

    public UserError(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
