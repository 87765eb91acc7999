package org.kartoteka.ingest.learning;

import java.util.Map;

/**
 * How a new model did against the one in force, on documents that neither was trained on.
 *
 * @param lessons that counted
 * @param heldOut lessons kept apart to measure by, how many of them the model in force has right, and how many the new one
 * @param known invented documents of the wording that came with the program, likewise
 */
public record Measured(int lessons, Right heldOut, Right known) {
    /** A number of documents, and how many of them are right. */
    public record Right(int documents, int before, int after) {
        /** Worse by more than this share of the documents, and by more than one. */
        boolean isWorseBy(double share) {
            return before - after > Math.max(1, share * documents);
        }
    }

    /** As whole numbers by name, for the record. */
    public Map<String, Long> counts() {
        return Map.of(
                "lessons",
                (long) lessons,
                "heldOut",
                (long) heldOut.documents(),
                "heldOutBefore",
                (long) heldOut.before(),
                "heldOutAfter",
                (long) heldOut.after(),
                "known",
                (long) known.documents(),
                "knownBefore",
                (long) known.before(),
                "knownAfter",
                (long) known.after());
    }
}
