package org.kartoteka.archive.batch;

import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.reason.Reason;

/** Bytes that were sent were not taken; nothing of them is kept. */
public final class UploadRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public UploadRefused(Reason reason, @Nullable Throwable cause) {
        super("upload refused: " + reason.code(), cause);
        this.reason = reason;
    }

    /** Why: {@code TOO_LARGE} with {@code limit}, or {@code UNREADABLE_FILE} where the stream broke off. */
    public Reason reason() {
        return reason;
    }
}
