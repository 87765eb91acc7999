package org.kartoteka.routes.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kartoteka.routes.reading.StackFixture.EVEN;
import static org.kartoteka.routes.reading.StackFixture.ODD;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.ingest.split.Collator.Backs;

class PartedPassesTest {
    @TempDir
    Path scratch;

    private StackFixture fixture;

    @BeforeEach
    void start() {
        fixture = new StackFixture(scratch.resolve("reading"));
    }

    @Test
    void sidesThatDoNotFitBecomeDocumentsOfTheirOwnForReview() throws IOException {
        fixture.captured("label=F pages=3", ODD);
        fixture.captured("label=B pages=2", EVEN);

        fixture.work();

        assertThat(fixture.archive.allDocuments())
                .extracting(document -> fixture.texts(document))
                .containsExactlyInAnyOrder(List.of("F1", "F2", "F3"), List.of("B1", "B2"));
        assertThat(fixture.reviews()).containsOnly(List.of("sides-do-not-fit")).hasSize(2);
        assertThat(fixture.archive.keys("todo/read/")).isEmpty();
        assertThat(fixture.archive.keys("todo/side/")).isEmpty();
        fixture.verify();
    }

    @Test
    void mailThatCallsItselfAPassFitsNothing() throws IOException {
        fixture.captured("label=B pages=2", EVEN);
        fixture.work();
        fixture.captured("label=F pages=1 attachments=1", ODD);

        fixture.work();

        assertThat(fixture.reviews()).containsOnly(List.of("sides-do-not-fit")).hasSize(3);
    }

    @Test
    void fileWithTheSheetsOfSeveralPassesFitsNothing() throws IOException {
        fixture.captured(
                "label=F pages=4 separator=1 code=pages%odd;stack%12 separator2=3 code2=pages%odd;stack%13", Map.of());

        fixture.work();

        assertThat(fixture.reviews()).containsOnly(List.of("sides-do-not-fit")).isNotEmpty();
    }

    @Test
    void codeInTheMiddleOfAFileMakesItNoPass() throws IOException {
        fixture.captured("label=F pages=3 separator=1 code=pages%odd;stack%12", Map.of());
        fixture.work();
        fixture.captured("label=X pages=3 separator=2 code=pages%even;stack%12", Map.of());

        fixture.work();

        assertThat(fixture.reviews()).containsOnly(List.of("sides-do-not-fit")).hasSize(2);
        assertThat(fixture.archive.keys("todo/side/")).hasSize(1);
    }

    @Test
    void passWhoseOtherSideDoesNotComeIsArchivedAloneForReviewAlsoAfterARestart() throws IOException {
        BatchId odd = fixture.captured("label=F pages=2", ODD);
        fixture.work();
        fixture.restart();
        fixture.clock.advance(Duration.ofMinutes(30).minusSeconds(1));
        fixture.sweep();
        assertThat(fixture.batch(odd).state()).isEqualTo(State.WAITING);

        fixture.clock.advance(Duration.ofSeconds(1));
        fixture.sweep();

        assertThat(fixture.batch(odd).state()).isEqualTo(State.ARCHIVED);
        assertThat(fixture.reviews()).containsExactly(List.of("other-side-missing"));
        fixture.verify();
    }

    @Test
    void passWaitsForAFileThatCameInTimeAndIsNotReadYet() throws IOException {
        fixture.captured("label=F pages=2 separator=1 code=pages%odd;stack%12", Map.of());
        fixture.work();
        fixture.clock.advance(Duration.ofMinutes(29));
        BatchId late = fixture.captured("label=B pages=2 separator=1 code=pages%even;stack%12", Map.of());
        fixture.clock.advance(Duration.ofMinutes(20));

        fixture.sweepParked();
        assertThat(fixture.archive.allDocuments()).isEmpty();
        fixture.read(late);
        fixture.work();

        assertThat(fixture.texts()).containsExactly("F2", "B2");
    }

    @Test
    void thirdPassOfTheSameNameLeavesThePairAndGoesToReview() throws IOException {
        fixture.captured("label=F pages=2", ODD);
        fixture.captured("label=B pages=2", EVEN);
        fixture.work();
        BatchId third = fixture.captured("label=X pages=2", ODD);
        fixture.work();
        fixture.clock.advance(Duration.ofMinutes(31));

        fixture.sweep();

        assertThat(fixture.batch(third).state()).isEqualTo(State.ARCHIVED);
        assertThat(fixture.reviews()).containsExactlyInAnyOrder(List.of(), List.of("too-many-passes"));
        fixture.verify();
    }

    @Test
    void nobodyGuessesWhichOfTwoFrontsTheBacksBelongTo() throws IOException {
        fixture.captured("label=F pages=2", ODD);
        fixture.captured("label=X pages=2", ODD);
        fixture.captured("label=B pages=2", EVEN);

        fixture.work();

        assertThat(fixture.reviews()).containsOnly(List.of("too-many-passes")).hasSize(3);
        fixture.verify();
    }

    @Test
    void passWhoseOtherSideCannotBeReadGoesOnAlone() throws IOException {
        BatchId odd = fixture.captured("label=F pages=2", ODD);
        fixture.work();
        BatchId even = fixture.captured("refuse=ENCRYPTED", EVEN);
        fixture.work();

        fixture.sweep();

        assertThat(fixture.batch(even).state()).isEqualTo(State.QUARANTINED);
        assertThat(fixture.batch(odd).state()).isEqualTo(State.ARCHIVED);
        assertThat(fixture.reviews()).containsExactly(List.of("other-side-unreadable"));

        fixture.reader.cure();
        fixture.archive.batches.retry(even, ReadingFixture.TEST);
        fixture.work();
        fixture.verify();
    }

    @Test
    void passThatWaitedGoesOnWhereTheWaitWasSwitchedOffMeanwhile() throws IOException {
        BatchId odd = fixture.captured("label=F pages=2", ODD);
        fixture.work();
        fixture.passes = new PassPolicy(Duration.ZERO, Backs.REVERSED);
        fixture.restart();
        fixture.clock.advance(Duration.ofMinutes(31));

        fixture.sweep();

        assertThat(fixture.batch(odd).state()).isEqualTo(State.ARCHIVED);
    }
}
