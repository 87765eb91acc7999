package org.kartoteka.ingest.learning;

import org.kartoteka.ingest.linear.LinearModel;

/** What learning came to. */
public sealed interface Learned {
    Measured measured();

    /** A model that may take the place of the one in force. */
    record Taken(LinearModel model, Measured measured) implements Learned {}

    /**
     * A model that is worse by more than the margin; the one in force stays.
     *
     * @param why {@code held-out-worse}, {@code known-worse} or {@code type-forgotten}
     */
    record Refused(String why, Measured measured) implements Learned {}
}
