package org.kartoteka.archive.format;

import org.jspecify.annotations.Nullable;

/** Bytes are not the JSON they should be, or do not match their checksum. */
public final class MalformedJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedJson(String message) {
        this(message, null);
    }

    public MalformedJson(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
