package org.kartoteka.ingest.page;

import java.io.Serial;
import java.util.Map;
import org.kartoteka.ingest.Damage;
import org.kartoteka.ingest.Refusal;

/**
 * Unwinds from the depth of a format to the border of this package, where it becomes a value. Nobody outside of
 * {@code page} and {@code detect} meets it.
 */
public final class UnreadableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public UnreadableException(Refusal refusal) {
        super(refusal.code() + " " + refusal.details());
        this.refusal = refusal;
    }

    /** A file that is not what its format promises. */
    public static UnreadableException damaged(Damage damage) {
        return new UnreadableException(damage.refusal());
    }

    /** A limit that was passed. */
    public static UnreadableException over(Refusal.Code code, long limit, long found) {
        return new UnreadableException(
                new Refusal(code, Map.of("limit", Long.toString(limit), "found", Long.toString(found))));
    }

    public Refusal refusal() {
        return refusal;
    }
}
