package org.kartoteka.archive.batch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.rendition.Provenance;
import org.kartoteka.archive.stack.Apart;
import org.kartoteka.archive.store.Digest;

/**
 * What a batch's events say of it.
 *
 * @param original empty only for what was refused at the door
 * @param duplicateOf the batch whose original has the same bytes
 * @param division empty until the batch was divided into documents
 * @param dividedBy what made that division; empty also where a program of old did not say
 * @param collation how the pages of another batch were put between its own, where it is one side of a stack
 * @param apart why it was not put together with another batch, where it is one side of a stack and was divided alone
 * @param incorporatedIn the batch whose documents have its pages, where it is the other side
 * @param attempt 1, and one more each time it was released from quarantine
 */
public record Batch(
        BatchId id,
        long sequence,
        State state,
        Instant receivedAt,
        Digest arrivalDigest,
        Optional<Digest> original,
        Optional<BatchId> duplicateOf,
        Optional<Reason> reason,
        List<PlannedDocument> division,
        Optional<Provenance> dividedBy,
        Optional<Collation> collation,
        Optional<Apart> apart,
        Optional<BatchId> incorporatedIn,
        int attempt) {
    /** Each batch is in exactly one of these. */
    public enum State {
        WAITING,
        ARCHIVED,
        DUPLICATE,
        QUARANTINED
    }

    /**
     * A document that the batch was divided into.
     *
     * @param part which part of the batch its bytes are in: 0 = the file itself, else a component unpacked from it
     * @param pages page numbers of the batch, or of the stack it was put together in, from 1, in order, blank ones included
     */
    public record PlannedDocument(DocumentId id, int part, List<Integer> pages) {
        public PlannedDocument {
            pages = List.copyOf(pages);
        }
    }

    public Batch {
        division = List.copyOf(division);
    }
}
