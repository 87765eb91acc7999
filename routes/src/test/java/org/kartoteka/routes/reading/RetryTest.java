package org.kartoteka.routes.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.verify.Finding;
import org.kartoteka.archive.work.WorkList;

/** What is done again when a batch that was set aside is given another attempt. */
class RetryTest {
    @TempDir
    Path scratch;

    private ReadingFixture fixture;

    @BeforeEach
    void start() {
        fixture = new ReadingFixture(scratch.resolve("reading"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.Code.class,
            names = {"TIME_LIMIT", "MEMORY_LIMIT", "ENGINE_FAILED"})
    void pageThatFailedForAPassingReasonIsReadAgainWhenTheBatchIsGivenAnotherAttempt(Reason.Code code)
            throws IOException {
        BatchId id = fixture.captured("pages=3 poison=2 failure=" + code);
        pagesRead(id);
        List<String> before = fixture.archive.keys("renditions/pages/");
        retry(id);
        fixture.reader.cure();

        Batch batch = fixture.read(id);

        assertThat(batch.state()).isEqualTo(State.ARCHIVED);
        assertThat(fixture.reader.pagesRead)
                .containsExactlyInAnyOrder("original/1", "original/2", "original/3", "original/2");
        DocumentReading reading = fixture.archive.reading(onlyDocument());
        assertThat(reading.needsReview()).isEmpty();
        assertThat(reading.pages())
                .map(fixture.archive.renditions::pageText)
                .extracting(PageText::text)
                .containsExactly("page 1", "page 2", "page 3");
        assertThat(fixture.archive.keys("renditions/pages/"))
                .containsAll(before)
                .hasSize(before.size() + 2);
        assertThat(reading.pages().get(1).key().value()).endsWith("/00002-2.json");
        assertNothingBroken();
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.Code.class,
            names = {"TIME_LIMIT", "MEMORY_LIMIT", "ENGINE_FAILED"})
    void fileRefusedForAPassingReasonIsTriedAgainBeforeItIsSetAsideForThatReason(Reason.Code code) {
        BatchId id = fixture.captured("pages=1 refuse=" + code);

        for (int attempt = 1; attempt < ReadingFixture.ATTEMPTS_MAX; attempt++) {
            tryInVain(id);
            assertThat(fixture.archive.only().state()).isEqualTo(State.WAITING);
            assertThat(fixture.inHand.mayTry(WorkList.Kind.READ, id.value())).isFalse();
            fixture.restart();
        }
        tryInVain(id);

        assertThat(fixture.archive.only().state()).isEqualTo(State.QUARANTINED);
        assertThat(fixture.archive.only().reason()).map(Reason::code).contains(code);
    }

    @Test
    void fileRefusedForAPassingReasonIsReadOnceTheReasonHasPassed() throws IOException {
        BatchId id = fixture.captured("pages=1 refuse=TIME_LIMIT");
        tryInVain(id);
        fixture.reader.cure();

        assertThat(fixture.read(id).state()).isEqualTo(State.ARCHIVED);
        assertNothingBroken();
    }

    @Test
    void fileRefusedForALastingReasonIsSetAsideAtOnce() throws IOException {
        BatchId id = fixture.captured("pages=1 refuse=ENCRYPTED");

        assertThat(fixture.read(id).state()).isEqualTo(State.QUARANTINED);
    }

    @Test
    void pageThatFailedForALastingReasonIsNotReadAgain() throws IOException {
        BatchId id = fixture.captured("pages=2 poison=2 failure=DAMAGED");
        pagesRead(id);
        retry(id);

        fixture.read(id);

        assertThat(fixture.reader.pagesRead).containsExactlyInAnyOrder("original/1", "original/2");
        assertThat(fixture.archive.reading(onlyDocument()).needsReview()).containsExactly("page-failed");
    }

    @Test
    void pageIsReadOnceInEachAttemptWhateverCrashesMeanwhile() throws IOException {
        BatchId id = fixture.captured("pages=2 poison=2");
        pagesRead(id);
        pagesRead(id);
        assertThat(fixture.reader.pagesRead).hasSize(2);
        for (int attempt = 2; attempt <= 11; attempt++) {
            retry(id);
            pagesRead(id);
            fixture.restart();
            pagesRead(id);
            assertThat(fixture.reader.pagesRead).hasSize(1 + attempt);
        }

        fixture.read(id);

        assertThat(fixture.archive.reading(onlyDocument()).pages().get(1).key().value())
                .endsWith("/00002-11.json");
        assertNothingBroken();
    }

    @Test
    void documentThatWasNotIngestedIsUnderstoodAnewInAnotherAttempt() throws IOException {
        BatchId id = fixture.captured("pages=1 poison=1");
        fixture.store.unavailable(key -> key.value().startsWith("events/document/"));
        assertThatThrownBy(() -> fixture.read(id)).hasMessageContaining("cannot create");
        retry(id);
        fixture.store.unavailable(_ -> false);
        fixture.reader.cure();

        fixture.read(id);

        assertThat(fixture.archive.reading(onlyDocument()).needsReview()).isEmpty();
        assertThat(onlyDocument().reading().key().value()).endsWith("/reading-2.json");
        assertNothingBroken();
    }

    /** The first steps, as far as the pages. */
    private void pagesRead(BatchId id) throws IOException {
        Batch batch = fixture.room.openBatch().open(id.value()).orElseThrow();
        ReadingJob job = fixture.room.examineOriginal().examine(batch).orElseThrow();
        assertThat(fixture.room.readPages().read(job, () -> false).pages()).hasSameSizeAs(job.places());
    }

    /** What the route does. */
    private void tryInVain(BatchId id) {
        assertThatThrownBy(() -> fixture.read(id))
                .isInstanceOf(TriedInVain.class)
                .satisfies(failure -> fixture.room.handleFailure().handle(id.value(), failure));
    }

    private void retry(BatchId id) {
        fixture.archive.batches.quarantine(id, Reason.of(Reason.Code.ENGINE_FAILED), ReadingFixture.TEST);
        fixture.archive.batches.retry(id, ReadingFixture.TEST);
    }

    /** But for what every real archive has and this store has not. */
    private void assertNothingBroken() {
        List<Finding> findings = new ArrayList<>();
        new ArchiveVerifier(fixture.store).verify(Optional.empty(), findings::add);
        assertThat(findings)
                .filteredOn(finding -> !finding.invariant().equals("A001"))
                .isEmpty();
    }

    private Document onlyDocument() {
        List<Document> documents = fixture.archive.allDocuments();
        assertThat(documents).hasSize(1);
        return documents.get(0);
    }
}
