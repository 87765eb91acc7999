package org.kartoteka.api.answer;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.casefile.CaseFiles;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.timeline.CaseTimeline;
import org.kartoteka.archive.timeline.TimelineEntry;
import org.kartoteka.archive.timeline.TimelineEntry.Position;

/** Says in a sentence of the reader's language what happened in a matter. */
public final class TimelineAnswers {
    private final CaseFiles caseFiles;
    private final CaseTimeline timeline;
    private final DocumentAnswers documents;

    public TimelineAnswers(CaseFiles caseFiles, CaseTimeline timeline, DocumentAnswers documents) {
        this.caseFiles = caseFiles;
        this.timeline = timeline;
        this.documents = documents;
    }

    /**
     * Up to {@code limit} entries, newest first.
     *
     * @param after id of the entry behind which to go on; empty = from the newest
     * @throws NotThere there is no such case file
     */
    public List<TimelineAnswer> answer(CaseReference reference, String after, int limit, Locale locale) {
        CaseFile file = caseFiles.find(reference).orElseThrow(() -> new NotThere("There is no such case file."));
        Optional<Position> from = after.isEmpty()
                ? Optional.empty()
                : Optional.of(Position.parse(after)
                        .orElseThrow(() -> new BadRequest("Parameter after must be `next` of the part before.")));
        return timeline.of(file).stream()
                .filter(entry -> from.isEmpty() || entry.position().compareTo(from.get()) > 0)
                .limit(limit)
                .map(entry -> answer(entry, locale))
                .toList();
    }

    /** What these records of the case file's chain say, newest first. */
    public List<TimelineAnswer> answer(CaseFile file, List<EventRecord> records, Locale locale) {
        return timeline.of(file, records).stream()
                .map(entry -> answer(entry, locale))
                .toList();
    }

    private TimelineAnswer answer(TimelineEntry entry, Locale locale) {
        Optional<String> name = entry.document().flatMap(this::fileName);
        return new TimelineAnswer(
                entry.position().toString(),
                entry.position().at(),
                entry.what().text(),
                sentence(entry, name, locale),
                entry.by().value(),
                entry.document().map(DocumentId::value).orElse(null),
                name.orElse(null),
                entry.says().note().orElse(null),
                entry.says().from().orElse(null),
                entry.says().to().orElse(null),
                entry.says().parts());
    }

    private Optional<String> fileName(DocumentId id) {
        try {
            return Optional.of(documents.fileName(id));
        } catch (NotThere _) {
            return Optional.empty();
        }
    }

    private static String sentence(TimelineEntry entry, Optional<String> fileName, Locale locale) {
        String key = "timeline." + entry.what().text();
        String document =
                fileName.or(() -> entry.document().map(DocumentId::value)).orElse("");
        String from = entry.says().from().orElse("");
        String to = entry.says().to().orElse("");
        return switch (entry.what()) {
            case OPENED, CLOSED, REOPENED, NOTED -> Sentences.text(locale, key);
            case ASSIGNED -> Sentences.text(locale, key, to);
            case UNASSIGNED -> Sentences.text(locale, key, from);
            case DUE_SET -> Sentences.text(locale, key, day(to, locale));
            case DUE_CLEARED -> Sentences.text(locale, key, day(from, locale));
            case DESCRIBED ->
                to.isEmpty() ? Sentences.text(locale, key + ".untitled") : Sentences.text(locale, key, to);
            case RECEIVED -> Sentences.text(locale, key, document, Sentences.word(locale, "channel." + to, to));
            case FILED -> Sentences.text(locale, key, document, Sentences.word(locale, "how." + to, to));
            case MOVED_IN -> Sentences.text(locale, key, document, from);
            case MOVED_OUT -> Sentences.text(locale, key, document, to);
            case TAKEN_OUT, CORRECTION_WITHDRAWN -> Sentences.text(locale, key, document);
            case CORRECTED -> Sentences.text(locale, key, document, parts(entry, locale));
        };
    }

    private static String parts(TimelineEntry entry, Locale locale) {
        return entry.says().parts().stream()
                .map(part -> switch (part) {
                    case "type" -> Sentences.word(locale, "document.type", part);
                    case "languages" -> Sentences.word(locale, "document.languages", part);
                    default -> Sentences.word(locale, "field." + part, part);
                })
                .collect(Collectors.joining(", "));
    }

    private static String day(String iso, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(LocalDate.parse(iso));
    }
}
