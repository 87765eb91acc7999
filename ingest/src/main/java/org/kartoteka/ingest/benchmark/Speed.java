package org.kartoteka.ingest.benchmark;

/**
 * How fast a program read.
 *
 * @param program its name and version, and what it was told
 * @param seconds by the clock
 * @param cpuSeconds of all processors together
 */
record Speed(String program, int pages, double seconds, double cpuSeconds) {
    double pagesPerMinute() {
        return seconds == 0 ? 0 : 60 * pages / seconds;
    }

    double cpuSecondsPerPage() {
        return cpuSeconds / Math.max(1, pages);
    }
}
