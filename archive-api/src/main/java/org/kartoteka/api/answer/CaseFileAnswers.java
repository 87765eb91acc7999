package org.kartoteka.api.answer;

import java.util.List;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.casefile.CaseFiles;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.rendition.DocumentReading;

/** Says what is known of case files. */
public final class CaseFileAnswers {
    private final CaseFiles caseFiles;
    private final DocumentAnswers documents;

    public CaseFileAnswers(CaseFiles caseFiles, DocumentAnswers documents) {
        this.caseFiles = caseFiles;
        this.documents = documents;
    }

    /**
     * The case file with {@code limit} of its documents from {@code offset} on. Reads each of them, so keep it small.
     *
     * @throws NotThere there is no such case file
     */
    public CaseFileAnswer answer(CaseReference reference, int offset, int limit) {
        CaseFile file = caseFiles.find(reference).orElseThrow(() -> new NotThere("There is no such case file."));
        List<CaseFileAnswer.Filed> filed = file.documents().stream()
                .skip(offset)
                .limit(limit)
                .map(this::filed)
                .toList();
        return new CaseFileAnswer(
                file.reference().value(),
                file.openedAt(),
                file.sequence(),
                file.documents().size(),
                filed);
    }

    private CaseFileAnswer.Filed filed(DocumentId id) {
        DocumentAnswers.Found found = documents.find(id);
        DocumentReading reading = found.reading();
        return new CaseFileAnswer.Filed(
                id.value(),
                reading.type(),
                reading.typeScore(),
                reading.languages(),
                found.arrival().fileName(),
                found.arrival().channel(),
                found.arrival().receivedAt(),
                reading.fields().stream()
                        .filter(field -> field.name().equals("date"))
                        .map(DocumentReading.Field::value)
                        .findFirst()
                        .orElse(null),
                reading.pages().size(),
                !reading.needsReview().isEmpty());
    }
}
