package org.kartoteka.archive.document;

import java.time.Instant;
import java.util.List;
import org.kartoteka.archive.casefile.Filing;
import org.kartoteka.archive.casefile.Leaving;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.rendition.RenditionRef;

/**
 * What a document's events say of it.
 *
 * @param sequence of its last event record; also the version of its entry in the search index
 * @param part which part of the batch holds its bytes, 0 = the file itself
 * @param pages page numbers of the batch, in order
 * @param reading the current {@code DocumentReading} rendition, as the machine made it
 * @param filings the case files it is filed in, and how it came there
 * @param left the case files it was taken out of
 * @param corrected what persons said of it
 */
public record Document(
        DocumentId id,
        long sequence,
        BatchId batch,
        int part,
        List<Integer> pages,
        Instant ingestedAt,
        RenditionRef reading,
        List<Filing> filings,
        List<Leaving> left,
        Corrected corrected) {
    public Document {
        pages = List.copyOf(pages);
        filings = List.copyOf(filings);
        left = List.copyOf(left);
    }

    /** References of the case files it is filed in. */
    public List<CaseReference> caseFiles() {
        return filings.stream().map(Filing::reference).toList();
    }
}
