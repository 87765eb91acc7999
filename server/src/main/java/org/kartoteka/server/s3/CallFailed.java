package org.kartoteka.server.s3;

import org.kartoteka.archive.store.ObjectStoreException;

/** A call to the store failed; never leaves this package. */
final class CallFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    CallFailed(Failure failure) {
        super(failure.reason(), failure.cause());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }

    boolean is(Failure.Kind kind) {
        return failure.kind() == kind;
    }

    /** As callers of the port see it: {@code cannot <operation>: <cause and what to do>}. */
    ObjectStoreException.Unavailable unavailable(String operation) {
        return new ObjectStoreException.Unavailable(
                "cannot %s: %s".formatted(operation, failure.reason()), failure.cause());
    }
}
