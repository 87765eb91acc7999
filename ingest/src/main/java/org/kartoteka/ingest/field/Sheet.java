package org.kartoteka.ingest.field;

import java.util.List;

/**
 * A page as lines.
 *
 * @param language ISO 639-1 or {@code und}
 */
record Sheet(String language, List<PageLine> lines) {
    Sheet {
        lines = List.copyOf(lines);
    }
}
