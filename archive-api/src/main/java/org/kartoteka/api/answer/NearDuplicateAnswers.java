package org.kartoteka.api.answer;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Likeness;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.search.NearDuplicates;
import org.kartoteka.archive.search.NearDuplicates.NearDuplicate;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.archive.store.ObjectStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which documents seem to be the same sheets, scanned again. */
public final class NearDuplicateAnswers {
    private static final Logger log = LoggerFactory.getLogger(NearDuplicateAnswers.class);

    private final NearDuplicates nearDuplicates;
    private final Batches batches;

    public NearDuplicateAnswers(NearDuplicates nearDuplicates, Batches batches) {
        this.nearDuplicates = nearDuplicates;
        this.batches = batches;
    }

    /** In the order in which they came; empty where that cannot be told now, since a hint must not keep a document from being read. */
    Optional<List<NearDuplicateAnswer>> of(Document document, DocumentReading reading, Instant receivedAt) {
        try {
            return Optional.of(nearDuplicates.of(document.id(), reading).stream()
                    .map(found -> answer(found, document.id(), receivedAt))
                    .sorted(Comparator.comparing(NearDuplicateAnswer::receivedAt)
                            .thenComparing(NearDuplicateAnswer::document))
                    .toList());
        } catch (SearchUnavailable | ObjectStoreException e) {
            log.atWarn()
                    .addKeyValue("document", document.id())
                    .setCause(e)
                    .log("it cannot be told whether the document was scanned before");
            return Optional.empty();
        }
    }

    private NearDuplicateAnswer answer(NearDuplicate found, DocumentId asked, Instant receivedAt) {
        DocumentId id = found.document().id();
        Arrival arrival = batches.arrival(found.document().batch());
        int order = arrival.receivedAt().compareTo(receivedAt);
        return new NearDuplicateAnswer(
                id.value(),
                arrival.fileName(),
                arrival.receivedAt(),
                order < 0 || (order == 0 && id.compareTo(asked) < 0),
                code(found.likeness().how()),
                found.likeness().share(),
                "/api/v1/documents/" + id);
    }

    private static String code(Likeness.How how) {
        return how.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
