package org.kartoteka.archive.batch;

import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.rendition.Provenance;
import org.kartoteka.archive.stack.Apart;

/**
 * Into which documents a batch is divided.
 *
 * @param documents at least one, with the ids {@link Batches#documentId} gives, from 1
 * @param dividedBy what made the plan, and with which settings
 * @param collation how the pages of its even side were put between its own, where that was done: then the documents have each page of
 *     the stack exactly once
 * @param apart why it was not put together with another side, where it is one side of a stack
 */
public record Division(
        List<PlannedDocument> documents, Provenance dividedBy, Optional<Collation> collation, Optional<Apart> apart) {
    public Division {
        documents = List.copyOf(documents);
    }

    /** Of a batch that is no side of a stack. */
    public Division(List<PlannedDocument> documents, Provenance dividedBy) {
        this(documents, dividedBy, Optional.empty(), Optional.empty());
    }

    /** Whether each page of the stack has one number, and the documents together have each exactly once. */
    boolean hasEachPageOnce() {
        return collation.isEmpty()
                || (collation.get().isWhole() && BatchEvents.hasEachPageOnce(collation.get(), documents));
    }
}
