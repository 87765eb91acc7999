package org.kartoteka.api;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/**
 * What the application decides for its doors.
 *
 * @param zone in which a day of intake begins and ends, and times are shown
 * @param uploadSizeBytesMax of one uploaded file
 * @param uploadFolder where the parts of a form wait until they are taken; files in it are temporary
 * @param version of the program, for the status
 * @param vocabulary what a document may be
 */
public record ApiSettings(
        ZoneId zone, long uploadSizeBytesMax, Path uploadFolder, String version, Vocabulary vocabulary) {
    /**
     * What a document may be said to be.
     *
     * @param types codes of the configured types, in the order in which they are shown
     * @param languages ISO 639-1
     */
    public record Vocabulary(List<String> types, List<String> languages) {
        public Vocabulary {
            types = List.copyOf(types);
            languages = List.copyOf(languages);
        }
    }

    public ApiSettings {
        if (uploadSizeBytesMax < 1) {
            throw new IllegalArgumentException("the largest upload must be at least one byte");
        }
    }
}
