package org.kartoteka.ingest;

import java.nio.file.Path;
import java.util.List;

/**
 * What reading depends on, apart from the bytes.
 *
 * @param modelsFolder the {@code ocr-models} folder
 * @param languages allowed ones, ISO 639-1
 */
public record ReadingSettings(Path modelsFolder, List<String> languages, Limits limits) {
    /**
     * What is too much. Sizes in bytes.
     *
     * @param pixelsPerPageMax points of one page's image as stored
     * @param unpackedBytesMax of all components of one file together
     */
    public record Limits(
            long fileBytesMax,
            int pagesMax,
            long pixelsPerPageMax,
            int nestingMax,
            int componentsMax,
            long unpackedBytesMax,
            int textLengthMax) {
        public static final Limits DEFAULT = new Limits(500L << 20, 2_000, 150_000_000L, 8, 200, 1L << 30, 2_000_000);
    }

    public ReadingSettings {
        languages = List.copyOf(languages);
    }
}
