package org.kartoteka.routes.learning;

import java.time.Duration;
import org.kartoteka.ingest.learning.Admission;

/**
 * When the type model learns.
 *
 * @param correctionsMin so many new corrections make it learn at once; 0 = it never learns
 * @param waitMax fewer make it learn after this
 * @param pause between two times, at least
 * @param admission which lessons count
 */
public record LearningPolicy(int correctionsMin, Duration waitMax, Duration pause, Admission admission) {
    /** Usual values. */
    public static final LearningPolicy DEFAULT =
            new LearningPolicy(10, Duration.ofHours(1), Duration.ofMinutes(5), Admission.DEFAULT);
}
