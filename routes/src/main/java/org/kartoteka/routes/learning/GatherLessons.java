package org.kartoteka.routes.learning;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.document.CurrentReadings;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.document.DocumentCorrections;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.event.ChainBroken;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.classify.TextLine;
import org.kartoteka.ingest.learning.Lesson;
import org.kartoteka.routes.reading.Translate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns documents whose type a person set or confirmed into lessons, from events and page texts; nothing is read again. Keeps what
 * it made, so that a correction is worked on once. For one thread.
 */
final class GatherLessons {
    private static final Logger log = LoggerFactory.getLogger(GatherLessons.class);
    private static final int LISTED_AT_ONCE = 1_000;

    /** The type shows at the beginning; books must not fill the memory. */
    private static final int LETTERS_MAX = 6_000;

    /** Of more corrected documents than this the latest that came in count. */
    private static final int DOCUMENTS_MAX = 2_000;

    private final DocumentCorrections corrections;
    private final Documents documents;
    private final CurrentReadings readings;
    private final Renditions renditions;
    private final Map<DocumentId, Made> made = new HashMap<>();

    /** A lesson, or none where nobody judged the type, as of so many corrections. */
    private record Made(int corrections, Optional<Lesson> lesson) {}

    GatherLessons(
            DocumentCorrections corrections, Documents documents, CurrentReadings readings, Renditions renditions) {
        this.corrections = corrections;
        this.documents = documents;
        this.readings = readings;
        this.renditions = renditions;
    }

    /** How many corrections there are; one listing for each thousand. */
    long corrections() {
        return counts().values().stream().mapToLong(Integer::longValue).sum();
    }

    /** All lessons, in no order. */
    List<Lesson> gather() {
        Map<DocumentId, Integer> counts = counts();
        made.keySet().retainAll(counts.keySet());
        List<Lesson> lessons = new ArrayList<>();
        counts.forEach((id, count) -> {
            Made known = made.get(id);
            if (known == null || known.corrections() != count) {
                known = new Made(count, make(id));
                made.put(id, known);
            }
            known.lesson().ifPresent(lessons::add);
        });
        return lessons;
    }

    /** Equal for equal lessons, whatever their order. */
    static String digest(List<Lesson> lessons) {
        String text = lessons.stream()
                .map(lesson -> lesson.document() + ' ' + lesson.type() + ' ' + lesson.teacher())
                .sorted()
                .reduce("", (a, b) -> a + b + '\n');
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private Map<DocumentId, Integer> counts() {
        Map<DocumentId, Integer> counts = new HashMap<>();
        corrections.forEach(LISTED_AT_ONCE, id -> counts.merge(id, 1, Integer::sum));
        if (counts.size() <= DOCUMENTS_MAX) {
            return counts;
        }
        Map<DocumentId, Integer> latest = new HashMap<>();
        counts.keySet().stream()
                .sorted(Comparator.reverseOrder())
                .limit(DOCUMENTS_MAX)
                .forEach(id -> latest.put(id, counts.getOrDefault(id, 0)));
        return latest;
    }

    private Optional<Lesson> make(DocumentId id) {
        try {
            return documents.find(id).flatMap(this::lesson);
        } catch (ObjectStoreException.Missing | ObjectStoreException.Corrupt | ChainBroken e) {
            log.atWarn().addKeyValue("document", id).setCause(e).log("a damaged document teaches nothing; run verify");
            return Optional.empty();
        }
    }

    private Optional<Lesson> lesson(Document document) {
        return document.corrected()
                .type()
                .map(set -> Lesson.of(
                        document.id().value(),
                        set.code(),
                        set.made().by().value(),
                        set.made().at(),
                        lines(document)));
    }

    private List<TextLine> lines(Document document) {
        List<TextLine> lines = new ArrayList<>();
        int letters = 0;
        for (RenditionRef ref : readings.found(document).pages()) {
            PageText page = renditions.pageText(ref);
            if (Translate.pageResult(page) instanceof PageRead read && !page.separator()) {
                for (TextLine line : TextLine.ofPage(read)) {
                    letters += line.text().length();
                    lines.add(line);
                }
            }
            if (letters >= LETTERS_MAX) {
                break;
            }
        }
        return lines;
    }
}
