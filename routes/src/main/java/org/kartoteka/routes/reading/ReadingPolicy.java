package org.kartoteka.routes.reading;

import java.time.Duration;

/**
 * How reading goes about it.
 *
 * @param batchesAtOnce so many are under way together, so that a letter need not wait for a book
 * @param pagesAtOnce of one batch, prepared and stored together; twice the workers keeps all busy
 * @param callsAtOnce of all batches, handed to the reader together: as many as there are workers. Of those that wait, batches take
 *     turns
 * @param retries of a step that failed for the machine's sake, before the batch waits for the sweep
 * @param firstRetryAfter each further one waits three times as long
 * @param attemptsMax a batch that fails so often for no known reason is set aside for a person
 * @param brokenOffMax a batch at whose reading the service itself ended so often, without any progress, is set aside for a
 *     person; many, since whoever kills the service often must not be taken for a fault of the batches in work
 * @param review what a person should look at
 */
public record ReadingPolicy(
        int batchesAtOnce,
        int pagesAtOnce,
        int callsAtOnce,
        int retries,
        Duration firstRetryAfter,
        int attemptsMax,
        int brokenOffMax,
        Review review) {

    /**
     * Below these a document goes to review; from 0 to 1.
     *
     * @param typeScore how sure the document type must be
     * @param confidence mean of a recognised page's words
     */
    public record Review(double typeScore, double confidence) {
        public static final Review DEFAULT = new Review(0.6, 0.6);
    }

    /** Usual values for so many workers. */
    public static ReadingPolicy forWorkers(int workers) {
        return new ReadingPolicy(32, 2 * workers, workers, 3, Duration.ofSeconds(1), 3, 10, Review.DEFAULT);
    }
}
