package org.kartoteka.api.answer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.batch.Collation;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.store.Digest;

/** Says what is known of batches. */
public final class BatchAnswers {
    private final Batches batches;

    public BatchAnswers(Batches batches) {
        this.batches = batches;
    }

    /** @throws NotThere there is no such batch */
    public Batch find(BatchId id) {
        return batches.find(id).orElseThrow(() -> new NotThere("There is no such batch."));
    }

    /** @throws NotThere there is no such batch */
    public BatchAnswer answer(BatchId id, Locale locale) {
        return answer(find(id), locale);
    }

    public BatchAnswer answer(Batch batch, Locale locale) {
        Arrival arrival = batches.arrival(batch.id());
        return new BatchAnswer(
                batch.id().value(),
                batch.state().name().toLowerCase(Locale.ROOT),
                arrival.fileName(),
                arrival.channel(),
                arrival.folder(),
                arrival.sizeBytes(),
                batch.receivedAt(),
                batch.original().map(Digest::hex).orElse(null),
                batch.duplicateOf().map(BatchId::value).orElse(null),
                otherSide(batch).map(BatchId::value).orElse(null),
                batch.reason().map(reason -> Sentences.of(reason, locale)).orElse(null),
                parts(batch),
                batch.sequence(),
                links(batch));
    }

    private static Optional<BatchId> otherSide(Batch batch) {
        return batch.collation().map(Collation::even).or(batch::incorporatedIn);
    }

    /** Of the even side of a stack the documents of the odd side, which have its pages. */
    private List<BatchAnswer.Part> parts(Batch batch) {
        Batch lead = batch.incorporatedIn().flatMap(batches::find).orElse(batch);
        return lead.division().stream()
                .map(planned -> new BatchAnswer.Part(planned.id().value(), planned.part(), planned.pages()))
                .toList();
    }

    private static Map<String, String> links(Batch batch) {
        String self = "/api/v1/batches/" + batch.id();
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self);
        links.put("events", self + "/events");
        batch.original().ifPresent(_ -> links.put("original", self + "/original"));
        batch.duplicateOf().ifPresent(first -> links.put("duplicateOf", "/api/v1/batches/" + first));
        otherSide(batch).ifPresent(other -> links.put("otherSide", "/api/v1/batches/" + other));
        if (batch.state() == Batch.State.QUARANTINED) {
            links.put("retry", self + "/retry");
        }
        return links;
    }
}
