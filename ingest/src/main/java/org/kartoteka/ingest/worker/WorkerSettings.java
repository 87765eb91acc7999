package org.kartoteka.ingest.worker;

/**
 * How many child processes read, and what each may use.
 *
 * @param count of worker processes; one for each core is fastest, as each recognises with one thread
 * @param heapMebibytes Java heap of one worker; beyond it the worker ends itself
 * @param residentMebibytesMax memory of one worker altogether, native recognition included; beyond it the worker is killed
 * @param pageTimeoutSeconds for reading one page
 * @param examineTimeoutSeconds for examining and unpacking one file
 * @param composeTimeoutSeconds for understanding one document and writing its PDF
 * @param recycleAfterPages a worker is replaced after so many pages, which bounds whatever native code leaks
 * @param startTimeoutSeconds from starting a process to its being ready
 */
public record WorkerSettings(
        int count,
        int heapMebibytes,
        int residentMebibytesMax,
        int pageTimeoutSeconds,
        int examineTimeoutSeconds,
        int composeTimeoutSeconds,
        int recycleAfterPages,
        int startTimeoutSeconds) {
    /** For a machine with {@code count} cores to spare. */
    public static WorkerSettings ofCount(int count) {
        return new WorkerSettings(count, 256, 1_024, 120, 120, 300, 500, 60);
    }

    public WorkerSettings {
        require("count", count, 1, 64);
        require("heapMebibytes", heapMebibytes, 32, 16_384);
        require("residentMebibytesMax", residentMebibytesMax, heapMebibytes + 64, 65_536);
        require("pageTimeoutSeconds", pageTimeoutSeconds, 1, 3_600);
        require("examineTimeoutSeconds", examineTimeoutSeconds, 1, 3_600);
        require("composeTimeoutSeconds", composeTimeoutSeconds, 1, 3_600);
        require("recycleAfterPages", recycleAfterPages, 1, 1_000_000);
        require("startTimeoutSeconds", startTimeoutSeconds, 1, 600);
    }

    private static void require(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "worker setting %s is %d; it must be between %d and %d".formatted(name, value, min, max));
        }
    }
}
