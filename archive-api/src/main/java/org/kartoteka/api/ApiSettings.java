package org.kartoteka.api;

import java.nio.file.Path;
import java.time.ZoneId;

/**
 * What the application decides for its doors.
 *
 * @param zone in which a day of intake begins and ends, and times are shown
 * @param uploadSizeBytesMax of one uploaded file
 * @param uploadFolder where the parts of a form wait until they are taken; files in it are temporary
 * @param version of the program, for the status
 */
public record ApiSettings(ZoneId zone, long uploadSizeBytesMax, Path uploadFolder, String version) {
    public ApiSettings {
        if (uploadSizeBytesMax < 1) {
            throw new IllegalArgumentException("the largest upload must be at least one byte");
        }
    }
}
