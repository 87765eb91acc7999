package org.kartoteka.routes.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.document.Correction;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.Provenance;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.search.FaultySearchIndex;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.routes.CrashingStore;
import org.kartoteka.routes.InProcessHints;
import org.kartoteka.routes.RouteMeters;
import org.kartoteka.routes.SettableClock;
import org.kartoteka.routes.TestArchive;
import org.kartoteka.routes.WorkInHand;

class IndexDocumentsTest {
    private static final Actor TEST = Actor.system("test");

    private final SettableClock clock = new SettableClock();
    private final TestArchive archive = new TestArchive(new CrashingStore(), clock, (_, _) -> {});
    private final FaultySearchIndex index = new FaultySearchIndex();
    private final WorkInHand inHand = new WorkInHand(clock);
    private final IndexDocuments indexDocuments = new IndexDocuments(
            new IndexDocuments.Sources(archive.projection, archive.corrections, archive.workList),
            index,
            new IndexDocuments.Work(inHand, new InProcessHints(inHand)),
            new RouteMeters(new SimpleMeterRegistry(), clock));

    @Test
    void documentIsDurableInTheIndexBeforeItsMarkerGoes() {
        DocumentId id = ingested("letter");

        indexDocuments.index(List.of(id));

        assertThat(index.durable()).containsKey(id);
        assertThat(archive.keys("todo/index/")).isEmpty();
    }

    @Test
    void markersStayWhileSearchIsAway() {
        DocumentId id = ingested("letter");
        index.away(true);

        assertThatThrownBy(() -> indexDocuments.index(List.of(id))).isInstanceOf(SearchUnavailable.class);

        assertThat(archive.keys("todo/index/")).hasSize(1);
    }

    @Test
    void documentThatCannotBeDerivedDoesNotKeepTheOthersFromBeingFound() {
        DocumentId good = ingested("letter");
        DocumentId bad = ingestedWithReading(
                new RenditionRef(ObjectKey.of("renditions", "none"), Digest.of(new byte[0]), 0, "application/json"));

        indexDocuments.index(List.of(bad, good));

        assertThat(index.durable()).containsOnlyKeys(good);
        assertThat(archive.keys("todo/index/")).hasSize(1);
        assertThat(inHand.mayTry(WorkList.Kind.INDEX, bad.value())).isFalse();
    }

    @Test
    void documentThatTheIndexRefusesDoesNotKeepTheOthersFromBeingFound() {
        DocumentId good = ingested("letter");
        DocumentId bad = ingested("letter");
        index.refuse(bad);

        indexDocuments.index(List.of(bad, good));

        assertThat(index.durable()).containsOnlyKeys(good);
        assertThat(archive.keys("todo/index/")).containsExactly("todo/index/" + bad);
        inHand.endOutage();
        assertThat(inHand.mayTry(WorkList.Kind.INDEX, bad.value())).isFalse();
    }

    @Test
    void markerWithoutADocumentIsLeftToTheSweep() {
        DocumentId none = Batches.documentId(BatchId.next(clock.instant()), 1);
        archive.workList.put(WorkList.Kind.INDEX, none.value());

        indexDocuments.index(List.of(none));

        assertThat(index.durable()).isEmpty();
        assertThat(archive.keys("todo/index/")).hasSize(1);
    }

    @Test
    void finishesTheFilingThatACrashBehindACorrectionLeft() {
        DocumentId id = ingested("letter");
        Correction correction = new Correction(
                Optional.of("invoice"), Optional.empty(), Map.of("caseReference", List.of("L-2001-000001")));
        archive.store.unavailable(key -> key.value().startsWith("events/case-file/"));
        archive.corrections.correct(id, 1, correction, Actor.user("anna"));
        archive.store.mend();
        assertThat(archive.caseFiles.find(new CaseReference("L-2001-000001"))).isEmpty();

        indexDocuments.index(List.of(id));

        assertThat(archive.caseFiles
                        .find(new CaseReference("L-2001-000001"))
                        .orElseThrow()
                        .documents())
                .containsExactly(id);
        assertThat(index.durable().get(id).type()).isEqualTo("invoice");
        assertThat(index.durable().get(id).caseReferences()).containsExactly("L-2001-000001");
        assertThat(archive.keys("todo/index/")).isEmpty();
    }

    private DocumentId ingested(String type) {
        DocumentReading reading = new DocumentReading(
                type,
                1,
                Map.of(),
                List.of(),
                List.of("en"),
                List.of(),
                List.of(),
                new RenditionRef(ObjectKey.of("originals", "x"), Digest.of(new byte[0]), 0, "application/pdf"),
                Optional.empty(),
                List.of(),
                new Provenance("test", "test", Map.of(), Map.of()));
        BatchId batch = BatchId.next(clock.instant());
        return ingest(
                batch,
                archive.renditions.putJson(
                        Renditions.documentKey(Batches.documentId(batch, 1), "abcdefghijkl", "reading.json"), reading));
    }

    private DocumentId ingestedWithReading(RenditionRef reading) {
        return ingest(BatchId.next(clock.instant()), reading);
    }

    private DocumentId ingest(BatchId batch, RenditionRef reading) {
        byte[] bytes = batch.value().getBytes(StandardCharsets.US_ASCII);
        Arrival arrival = new Arrival("post", "post", "scan", bytes.length, clock.instant(), Map.of());
        archive.batches.capture(batch, arrival, ObjectContent.of(bytes), TEST);
        PlannedDocument planned = new PlannedDocument(Batches.documentId(batch, 1), 0, List.of(1));
        archive.batches.divide(batch, List.of(planned), TestArchive.DIVIDER, TEST);
        return archive.documents
                .ingest(planned, batch, reading, List.of(), TEST)
                .id();
    }
}
