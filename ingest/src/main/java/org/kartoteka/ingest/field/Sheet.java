package org.kartoteka.ingest.field;

import java.util.List;
import java.util.Optional;
import org.kartoteka.ingest.PageResult.Overlay;
import org.kartoteka.ingest.PageResult.Word;

/**
 * A page as lines.
 *
 * @param language ISO 639-1 or {@code und}
 * @param stamps on the page: a date in one of them is the office's, not the writer's
 * @param arrival what is known of when the document came
 */
record Sheet(String language, List<PageLine> lines, List<Overlay> stamps, DateOnArrival arrival) {
    Sheet {
        lines = List.copyOf(lines);
        stamps = List.copyOf(stamps);
    }

    /** A page without stamps, of a document that arrived nobody knows when. */
    Sheet(String language, List<PageLine> lines) {
        this(language, lines, List.of(), new DateOnArrival(Optional.empty()));
    }

    /** Whether a value stands in a stamp. */
    boolean isStamped(FoundValue value) {
        return value.line().wordsBetween(value.from(), value.to()).stream()
                .anyMatch(word -> stamps.stream().anyMatch(stamp -> holds(stamp, word)));
    }

    private static boolean holds(Overlay stamp, Word word) {
        int x = word.x() + word.width() / 2;
        int y = word.y() + word.height() / 2;
        return x >= stamp.x() && x < stamp.x() + stamp.width() && y >= stamp.y() && y < stamp.y() + stamp.height();
    }
}
