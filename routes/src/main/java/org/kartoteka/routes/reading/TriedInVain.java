package org.kartoteka.routes.reading;

import org.kartoteka.archive.reason.Reason;

/**
 * A try at a batch failed for a reason that may pass. It counts: the batch is tried again later, and set aside with this reason
 * once that happened too often.
 */
final class TriedInVain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    TriedInVain(Reason reason) {
        super("tried in vain: " + reason.code());
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
