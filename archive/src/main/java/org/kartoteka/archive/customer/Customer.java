package org.kartoteka.archive.customer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.kartoteka.archive.casefile.CaseFileEntry;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.rendition.DocumentReading;

/**
 * What the archive holds of one customer.
 *
 * @param number as it stands on documents, else as it was asked for
 * @param caseFiles of this customer's documents, or described by the number; open ones first, those changed last first
 * @param documents those ingested last first, filed in a case file or not
 * @param known what was found on the documents, by name of the field
 * @param complete false where there may be more documents than were looked at
 */
public record Customer(
        String number,
        List<CaseFileEntry> caseFiles,
        List<OfCustomer> documents,
        Map<String, List<Known>> known,
        boolean complete) {
    public Customer {
        caseFiles = List.copyOf(caseFiles);
        documents = List.copyOf(documents);
        known = Map.copyOf(known);
    }

    /** A document that bears the customer's number, and what was read of it. */
    public record OfCustomer(Document document, DocumentReading reading) {}

    /**
     * A value that documents have.
     *
     * @param documents how many
     * @param lastAt when the last of them was ingested
     */
    public record Known(String value, int documents, Instant lastAt) {}

    /** Whether there is nothing of such a customer. */
    public boolean isUnknown() {
        return caseFiles.isEmpty() && documents.isEmpty();
    }
}
