package org.kartoteka.routes.reading;

import java.time.Duration;
import org.kartoteka.ingest.split.Collator;

/**
 * How two one-sided passes of a stack are put together.
 *
 * @param patience how far the arrivals of two sides may lie apart; zero = nothing is put together
 * @param backs the order of the backs, where nothing tells
 */
public record PassPolicy(Duration patience, Collator.Backs backs) {
    public static final PassPolicy DEFAULT = new PassPolicy(Duration.ofMinutes(30), Collator.Backs.REVERSED);

    public PassPolicy {
        if (patience.isNegative() || patience.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("the other side is waited for from 0 to 24 hours, not " + patience);
        }
    }

    boolean isOff() {
        return patience.isZero();
    }
}
