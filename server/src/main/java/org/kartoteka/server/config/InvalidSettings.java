package org.kartoteka.server.config;

import org.jspecify.annotations.Nullable;

/** The settings cannot be used; the message says which key and why. */
public final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidSettings(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
