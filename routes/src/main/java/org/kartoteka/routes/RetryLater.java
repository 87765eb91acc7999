package org.kartoteka.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.event.ChainConflict;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.archive.store.ObjectStoreException;

/** Something is wrong with the machine, not with the document: the same step may succeed later. */
public final class RetryLater extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Set<Class<?>> PASSING =
            Set.of(RetryLater.class, SearchUnavailable.class, ChainConflict.class, UncheckedIOException.class);

    public RetryLater(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether trying the step again can help without anyone changing anything. */
    public static boolean helps(Throwable failure) {
        if (failure instanceof ObjectStoreException store) {
            return store.retryable();
        }
        return failure instanceof IOException || PASSING.contains(failure.getClass());
    }
}
