package org.kartoteka.api.answer;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.casefile.CaseFileTexts;
import org.kartoteka.archive.casefile.CaseFiles;
import org.kartoteka.archive.casefile.Description;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.rendition.DocumentReading;

/** Says what is known of case files. */
public final class CaseFileAnswers {
    private final CaseFiles caseFiles;
    private final CaseFileTexts texts;
    private final DocumentAnswers documents;
    private final Supplier<LocalDate> today;

    public CaseFileAnswers(
            CaseFiles caseFiles, CaseFileTexts texts, DocumentAnswers documents, Supplier<LocalDate> today) {
        this.caseFiles = caseFiles;
        this.texts = texts;
        this.documents = documents;
        this.today = today;
    }

    /** @throws NotThere there is no such case file */
    public CaseFile find(CaseReference reference) {
        return caseFiles.find(reference).orElseThrow(() -> new NotThere("There is no such case file."));
    }

    /**
     * The case file with {@code limit} of its documents from {@code offset} on. Reads each of them, so keep it small.
     *
     * @throws NotThere there is no such case file
     */
    public CaseFileAnswer answer(CaseReference reference, int offset, int limit) {
        return answer(find(reference), offset, limit);
    }

    /** As {@link #answer(CaseReference, int, int)}, of a case file at hand. */
    public CaseFileAnswer answer(CaseFile file, int offset, int limit) {
        List<CaseFileAnswer.Filed> filed =
                file.filed().stream().skip(offset).limit(limit).map(this::filed).toList();
        Description description = texts.description(file);
        CaseFile.Standing standing = file.standing();
        return new CaseFileAnswer(
                file.reference().value(),
                standing.state().text(),
                description.title(),
                description.customers(),
                description.contracts(),
                standing.assignee().orElse(null),
                standing.due().map(LocalDate::toString).orElse(null),
                file.isOpen()
                        && standing.due()
                                .filter(due -> due.isBefore(today.get()))
                                .isPresent(),
                file.openedAt(),
                standing.closed().map(CaseFile.Closed::at).orElse(null),
                file.changedAt(),
                file.filedSinceClosing(),
                file.notes().size(),
                file.sequence(),
                file.filed().size(),
                filed);
    }

    private CaseFileAnswer.Filed filed(CaseFile.Filed filed) {
        DocumentAnswers.Found found = documents.find(filed.document());
        DocumentReading reading = found.reading();
        return new CaseFileAnswer.Filed(
                filed.document().value(),
                filed.how().text(),
                filed.at(),
                found.document().sequence(),
                reading.type(),
                reading.typeScore(),
                reading.languages(),
                found.arrival().fileName(),
                found.arrival().channel(),
                found.arrival().receivedAt(),
                date(reading),
                reading.pages().size(),
                !reading.needsReview().isEmpty());
    }

    /** The date on a document; null where none was found. */
    static @Nullable String date(DocumentReading reading) {
        return reading.fields().stream()
                .filter(field -> field.name().equals("date"))
                .map(DocumentReading.Field::value)
                .findFirst()
                .orElse(null);
    }
}
