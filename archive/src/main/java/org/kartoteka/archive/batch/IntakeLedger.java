package org.kartoteka.archive.batch;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Computes intake balances from the chains. Remembers batches in a final state (only their folder and state), so that a
 * repeated question costs a listing and the batches still waiting. Bounded: remembers the last few days asked for.
 */
public final class IntakeLedger {
    private final Batches batches;

    public IntakeLedger(Batches batches) {
        this.batches = batches;
    }

    /** The balance of the day in that zone, as the archive knows it; files not yet captured are not in it. */
    public IntakeBalance balance(LocalDate day, ZoneId zone) {
        throw new UnsupportedOperationException("" + batches + day + zone);
    }
}
