package org.kartoteka.routes;

import java.util.List;
import org.kartoteka.archive.identity.BatchId;

/** What a node must know of the others to look after the work of all. Any number of threads may call. */
public interface Upkeep {
    /** Whether sweep and the like are this node's now. */
    boolean isMine();

    /** Batches that a node had in hand when it died. */
    List<BatchId> abandoned();

    /** Whether hints may have been lost since this was last asked, more than one by one. */
    boolean hintsWereLost();

    /** A node that knows of no other. */
    static Upkeep alone() {
        return new Upkeep() {
            @Override
            public boolean isMine() {
                return true;
            }

            @Override
            public List<BatchId> abandoned() {
                return List.of();
            }

            @Override
            public boolean hintsWereLost() {
                return true; // What is in hand is known, so nothing is offered twice.
            }
        };
    }
}
