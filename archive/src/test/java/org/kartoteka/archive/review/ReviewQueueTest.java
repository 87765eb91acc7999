package org.kartoteka.archive.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.document.Correction;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.review.ReviewClaim.Claimant;
import org.kartoteka.archive.review.ReviewQueue.Filter;
import org.kartoteka.archive.search.InMemorySearchIndex;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectContent;

class ReviewQueueTest {
    private static final Claimant ANNA = new Claimant(Actor.user("anna"), "a1");
    private static final Claimant BERTA = new Claimant(Actor.user("berta"), "b1");
    private static final Correction INVOICE = new Correction(Optional.of("invoice"), Optional.empty(), Map.of());

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Archive archive = SmallArchive.open(store);
    private final InMemorySearchIndex index = new InMemorySearchIndex();
    private Instant now = SmallArchive.NOW;
    private final ReviewQueue queue = queue();

    private ReviewQueue queue() {
        return new ReviewQueue(index, archive, new ReviewClaims(store, () -> now, Duration.ofMinutes(10)));
    }

    /** Files a letter that came so many seconds after the first and waits for these reasons. */
    private DocumentId file(int second, String... reasons) {
        BatchId batch = new BatchId("20261122-1015%02d000-00000000aa".formatted(second));
        ObjectContent bytes = SmallArchive.content("letter " + second);
        SmallArchive.capture(archive, batch, "fax", bytes);
        DocumentId id = Batches.documentId(batch, 1);
        Batch.PlannedDocument planned = new Batch.PlannedDocument(id, 0, List.of(1));
        archive.batches().divide(batch, List.of(planned), SmallArchive.DIVIDER, SmallArchive.READER);
        RenditionRef page = archive.renditions()
                .putJson(
                        Renditions.pageKey(bytes.digest(), "r1", 1, "json"),
                        SmallArchive.pageText(1, "teksts", Optional.empty()));
        DocumentReading sure = SmallArchive.reading(List.of(page), page, Optional.empty());
        DocumentReading unsure = new DocumentReading(
                sure.type(),
                sure.typeScore(),
                sure.typeCandidates(),
                sure.typeWords(),
                sure.languages(),
                sure.fields(),
                sure.pages(),
                sure.original(),
                sure.searchablePdf(),
                List.of(reasons),
                sure.provenance());
        RenditionRef reading = archive.renditions().putJson(Renditions.documentKey(id, "r1", "reading.json"), unsure);
        archive.documents().ingest(planned, batch, reading, List.of(), SmallArchive.READER);
        index(id);
        return id;
    }

    private void index(DocumentId id) {
        index.put(List.of(archive.indexProjection().of(id).orElseThrow()));
    }

    private Optional<DocumentId> next(Claimant by, Optional<DocumentId> behind) {
        return queue.next(Filter.NONE, by, behind).map(item -> item.document().id());
    }

    @Test
    void showsWhatWaitsOldestFirstWithItsReasonsAndWhoHasIt() {
        DocumentId late = file(20, "type-unsure");
        DocumentId early = file(10, "low-confidence", "type-unsure");
        file(15);
        next(ANNA, Optional.empty());

        ReviewQueue.Part all = queue.list(Filter.NONE, 0, 10);
        ReviewQueue.Part pale = queue.list(
                new Filter(Set.of("low-confidence"), Set.of("complaint"), Set.of("lv"), Set.of("fax")), 0, 10);

        assertThat(all.items()).extracting(item -> item.document().id()).containsExactly(early, late);
        assertThat(all.items().getFirst().reading().needsReview()).containsExactly("low-confidence", "type-unsure");
        assertThat(all.items().getFirst().claim().map(ReviewClaim::by)).contains(ANNA);
        assertThat(all.items().getLast().claim()).isEmpty();
        assertThat(all.waiting()).isEqualTo(2);
        assertThat(pale.items()).extracting(item -> item.document().id()).containsExactly(early);
        assertThat(queue.standing(Filter.NONE))
                .isEqualTo(new ReviewQueue.Standing(2, Optional.of(Instant.parse("2026-11-22T10:15:10Z"))));
    }

    @Test
    void settledMeanwhileIsNeitherShownNorHandedOutThoughTheIndexStillHasIt() {
        DocumentId settled = file(10, "type-unsure");
        DocumentId waiting = file(20, "type-unsure");

        archive.corrections().correct(settled, 1, INVOICE, BERTA.actor());

        assertThat(index.documents().get(settled).reviewReasons()).isNotEmpty();
        assertThat(queue.list(Filter.NONE, 0, 10).items())
                .extracting(item -> item.document().id())
                .containsExactly(waiting);
        assertThat(queue.standing(Filter.NONE).waiting()).isEqualTo(1);
        assertThat(next(ANNA, Optional.empty())).contains(waiting);
    }

    @Test
    void twoClerksGetTwoItemsAndTheThirdNone() {
        DocumentId first = file(10, "type-unsure");
        DocumentId second = file(20, "type-unsure");

        assertThat(next(ANNA, Optional.empty())).contains(first);
        assertThat(next(BERTA, Optional.empty())).contains(second);
        assertThat(next(new Claimant(Actor.user("carla"), "c"), Optional.empty()))
                .isEmpty();
        assertThat(next(ANNA, Optional.empty())).as("her own, again").contains(first);
    }

    @Test
    void itemOfAClerkWhoCrashedComesBackWhenHerClaimEnds() {
        DocumentId only = file(10, "type-unsure");
        next(ANNA, Optional.empty());
        assertThat(queue().next(Filter.NONE, BERTA, Optional.empty())).isEmpty();

        now = now.plus(Duration.ofMinutes(10));

        assertThat(queue().next(Filter.NONE, BERTA, Optional.empty())
                        .map(item -> item.document().id()))
                .contains(only);
        assertThat(archive.documents().find(only).orElseThrow().sequence()).isEqualTo(1);
    }

    @Test
    void goesOnBehindTheItemThatWasLeftAndThenFromTheStart() {
        DocumentId one = file(10, "type-unsure");
        DocumentId two = file(20, "type-unsure");
        DocumentId three = file(30, "type-unsure");

        assertThat(next(ANNA, Optional.of(one))).contains(two);
        assertThat(next(ANNA, Optional.of(three))).contains(one);
    }

    @Test
    void theOnlyItemIsNotHandedOutAgainToWhomLeftIt() {
        DocumentId only = file(10, "type-unsure");

        assertThat(next(ANNA, Optional.of(only))).isEmpty();
        assertThat(queue.standing(Filter.NONE).waiting()).isEqualTo(1);
    }

    @Test
    void whatIsTakenBackWaitsAgain() {
        DocumentId id = file(10, "type-unsure");
        archive.corrections().correct(id, 1, INVOICE, ANNA.actor());
        index(id);
        assertThat(queue.standing(Filter.NONE).waiting()).isZero();

        archive.corrections().withdraw(id, 2, ANNA.actor());
        index(id);

        assertThat(next(ANNA, Optional.empty())).contains(id);
    }

    @Test
    void everyPartLeadsToTheNext() {
        for (int second = 10; second < 15; second++) {
            file(second, "type-unsure");
        }

        ReviewQueue.Part first = queue.list(Filter.NONE, 0, 3);

        assertThat(first.items()).hasSize(3);
        assertThat(first.offset()).contains(3);
        assertThat(queue.list(Filter.NONE, 3, 3).items()).hasSize(2);
        assertThat(queue.list(Filter.NONE, 3, 3).offset()).isEmpty();
    }
}
