package org.kartoteka.server.benchmark.scale;

import java.util.Map;

/**
 * What was measured at one size.
 *
 * @param documents in the index
 * @param documentsPerSecond indexed, from the size before to this one, the making of the texts included
 * @param indexBytes on disk after a flush
 * @param textBytes of all pages in UTF-8
 * @param one times of one user, with filters, counts and marked passages
 * @param bare times of the yardstick for the same questions
 * @param eight times of eight users at once
 * @param eightPerSecond questions of all eight answered in a second
 * @param unfinished answers to the one user that ran into the time limit
 * @param withoutHit answers to the one user without any hit; each question has one
 * @param kinds by kind of question, of the one user
 */
record ScaleFigures(
        int documents,
        double documentsPerSecond,
        long indexBytes,
        long textBytes,
        Latencies one,
        Latencies bare,
        Latencies eight,
        double eightPerSecond,
        long unfinished,
        long withoutHit,
        Map<String, Kind> kinds) {
    /** Times of one kind of question. */
    record Kind(Latencies ours, Latencies bare) {}

    double indexBytesPerTextByte() {
        return (double) indexBytes / textBytes;
    }
}
