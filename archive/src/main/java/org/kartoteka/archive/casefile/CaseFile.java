package org.kartoteka.archive.casefile;

import java.time.Instant;
import java.util.List;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;

/** The documents of one matter, in the order in which they were filed. */
public record CaseFile(CaseReference reference, long sequence, Instant openedAt, List<DocumentId> documents) {
    public CaseFile {
        documents = List.copyOf(documents);
    }
}
