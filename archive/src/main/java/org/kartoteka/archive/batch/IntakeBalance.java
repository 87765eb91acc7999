package org.kartoteka.archive.batch;

import java.time.LocalDate;
import java.util.List;

/**
 * The receipt for a day: seen = archived + duplicate + quarantined + waiting, per folder.
 *
 * @param day in the zone it was asked for
 */
public record IntakeBalance(LocalDate day, List<Folder> folders) {
    /** {@code seen} is computed, never counted on its own. */
    public record Folder(String folder, long archived, long duplicate, long quarantined, long waiting) {
        public long seen() {
            return archived + duplicate + quarantined + waiting;
        }
    }

    public IntakeBalance {
        folders = List.copyOf(folders);
    }
}
