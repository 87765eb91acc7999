package org.kartoteka.routes.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kartoteka.routes.reading.StackFixture.EVEN;
import static org.kartoteka.routes.reading.StackFixture.ODD;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.stack.ParkedPasses;
import org.kartoteka.ingest.split.Collator.Backs;
import org.kartoteka.ingest.split.Divider;

class CollatePassesTest {
    @TempDir
    Path scratch;

    private StackFixture fixture;

    @BeforeEach
    void start() {
        fixture = new StackFixture(scratch.resolve("reading"));
    }

    @Test
    void twoPassesBecomeOneDocumentWithAllPagesInOrder() throws IOException {
        BatchId odd = fixture.captured("label=F pages=3", ODD);
        BatchId even = fixture.captured("label=B pages=3", EVEN);

        fixture.work();

        assertThat(fixture.texts()).containsExactly("F1", "B3", "F2", "B2", "F3", "B1");
        Document document = fixture.onlyDocument();
        assertThat(document.batch()).isEqualTo(odd);
        assertThat(document.pages()).containsExactly(1, 2, 3, 4, 5, 6);
        DocumentReading reading = fixture.archive.reading(document);
        assertThat(reading.needsReview()).isEmpty();
        assertThat(reading.original().digest())
                .isEqualTo(fixture.batch(odd).original().orElseThrow());
        assertThat(reading.otherOriginal()).isNotNull();
        assertThat(reading.otherOriginal().digest())
                .isEqualTo(fixture.batch(even).original().orElseThrow());
        assertThat(fixture.batch(even).state()).isEqualTo(State.ARCHIVED);
        assertThat(fixture.batch(even).incorporatedIn()).contains(odd);
        assertThat(fixture.archive.keys("todo/read/")).isEmpty();
        assertThat(fixture.archive.keys("todo/side/")).isEmpty();
        fixture.verify();
    }

    @Test
    void whicheverPassComesFirstTheFrontsLead() throws IOException {
        fixture.captured("label=B pages=2", EVEN);
        fixture.work();
        BatchId odd = fixture.captured("label=F pages=2", ODD);

        fixture.work();

        assertThat(fixture.texts()).containsExactly("F1", "B2", "F2", "B1");
        assertThat(fixture.onlyDocument().batch()).isEqualTo(odd);
    }

    @Test
    void passIsReadAtOnceAndOnlyItsDivisionWaits() throws IOException {
        BatchId odd = fixture.captured("label=F pages=3", ODD);
        fixture.work();
        fixture.sweep();

        assertThat(fixture.reader.pagesRead).hasSize(3);
        assertThat(fixture.batch(odd).state()).isEqualTo(State.WAITING);
        assertThat(fixture.archive.keys("todo/read/")).hasSize(1);
        assertThat(new ParkedPasses(fixture.store).list()).containsExactly(odd);
        assertThat(fixture.archive.keys("todo/attempts/")).isEmpty();

        fixture.captured("label=B pages=3", EVEN);
        fixture.work();
        assertThat(fixture.reader.pagesRead).hasSize(6);
    }

    @Test
    void backsAreTakenInTheOrderThatIsSaidOfThem() throws IOException {
        fixture.captured("label=F pages=2", ODD);
        fixture.captured("label=B pages=2", Map.of("pages", "even", "stack", "12", "backs", "forward"));

        fixture.work();

        assertThat(fixture.texts()).containsExactly("F1", "B1", "F2", "B2");
        assertThat(fixture.batch(fixture.onlyDocument().batch())
                        .collation()
                        .orElseThrow()
                        .toldBy())
                .isEqualTo("said");
    }

    @Test
    void backsAreTakenInTheOrderOfThePageNumbersOnThem() throws IOException {
        fixture.captured("label=F pages=3 numbers=1,3,5", ODD);
        fixture.captured("label=B pages=3 numbers=2,4,6", EVEN);

        fixture.work();

        assertThat(fixture.texts())
                .containsExactly("F1\n- 1 -", "B1\n- 2 -", "F2\n- 3 -", "B2\n- 4 -", "F3\n- 5 -", "B3\n- 6 -");
        assertThat(fixture.batch(fixture.onlyDocument().batch())
                        .collation()
                        .orElseThrow()
                        .toldBy())
                .isEqualTo("page-numbers");
    }

    @Test
    void backsAreTakenInTheOrderOfTheSettingWhereNothingTells() throws IOException {
        fixture.passes = new PassPolicy(Duration.ofMinutes(30), Backs.FORWARD);
        fixture.restart();
        fixture.captured("label=F pages=2", ODD);
        fixture.captured("label=B pages=2", EVEN);

        fixture.work();

        assertThat(fixture.texts()).containsExactly("F1", "B1", "F2", "B2");
    }

    @Test
    void lettersInOneStackAreToldApartInTheOrderOfTheStack() throws IOException {
        // Sheets: F1 B3, separator with nothing behind it, F3 B1.
        fixture.captured("label=F pages=3 separator=2", ODD);
        fixture.captured("label=B pages=3 blank=2", EVEN);

        fixture.work();

        assertThat(fixture.archive.allDocuments())
                .extracting(document -> fixture.texts(document))
                .containsExactly(List.of("F1", "B3", ""), List.of("F3", "B1"));
        fixture.verify();
    }

    @Test
    void onlyASheetWithNothingOnEitherSideSeparates() throws IOException {
        fixture.division = new Divider.Settings(true);
        fixture.restart();
        // Sheets: F1 with a blank back, a blank one, F3 B1.
        fixture.captured("label=F pages=3 blank=2", ODD);
        fixture.captured("label=B pages=3 blank=2,3", EVEN);

        fixture.work();

        assertThat(fixture.archive.allDocuments())
                .extracting(Document::pages)
                .containsExactly(List.of(1, 2, 3, 4), List.of(5, 6));
    }

    @Test
    void coverSheetsTellOfThePassesAndAreHidden() throws IOException {
        fixture.captured("label=F pages=3 separator=1 code=pages%odd;stack%12", Map.of());
        fixture.work();
        assertThat(fixture.archive.keys("todo/side/")).hasSize(1);
        // The sheet of the fronts was taken away, and one for the backs put on top.
        fixture.captured("label=B pages=3 separator=1 code=pages%even;stack%12", Map.of());

        fixture.work();

        assertThat(fixture.texts()).containsExactly("F2", "B3", "F3", "B2");
        assertThat(fixture.archive.reading(fixture.onlyDocument()).needsReview())
                .isEmpty();
        fixture.verify();
    }

    @Test
    void coverSheetMayStayOnTheStackWhereItsBackIsBlank() throws IOException {
        fixture.captured("label=F pages=3 separator=1 code=pages%odd;stack%12", Map.of());
        fixture.captured("label=B pages=4 separator=1 blank=4 code=pages%even;stack%12", Map.of());

        fixture.work();

        assertThat(fixture.texts()).containsExactly("", "F2", "B3", "F3", "B2");
    }

    @Test
    void sameFileTwiceIsADuplicateAndNoThirdPass() throws IOException {
        fixture.captured("label=F pages=2", ODD);
        BatchId again = fixture.captured("label=F pages=2", ODD);
        fixture.work();
        assertThat(fixture.batch(again).state()).isEqualTo(State.DUPLICATE);

        fixture.captured("label=B pages=2", EVEN);
        fixture.work();

        assertThat(fixture.texts()).containsExactly("F1", "B2", "F2", "B1");
    }

    @Test
    void backsShareTheLotOfTheFrontsOnceTheyAreTogether() throws IOException {
        BatchId odd = fixture.captured("label=F pages=2", ODD);
        BatchId even = fixture.captured("label=B pages=2", EVEN);
        fixture.store.unavailable(key -> key.value().startsWith("events/document/"));
        fixture.workInVain();
        fixture.store.mend();
        fixture.archive.batches.quarantine(odd, Reason.of(Reason.Code.ENGINE_FAILED), ReadingFixture.TEST);

        fixture.sweep();
        assertThat(fixture.batch(even).reason()).contains(Reason.of(Reason.Code.OTHER_SIDE_SET_ASIDE));
        fixture.archive.batches.retry(odd, ReadingFixture.TEST);
        fixture.work();
        fixture.sweep();

        assertThat(fixture.batch(odd).state()).isEqualTo(State.ARCHIVED);
        assertThat(fixture.batch(even).state()).isEqualTo(State.ARCHIVED);
        assertThat(fixture.texts()).containsExactly("F1", "B2", "F2", "B1");
        fixture.verify();
    }

    @Test
    void nothingIsPutTogetherWhereTheWaitIsZero() throws IOException {
        fixture.passes = new PassPolicy(Duration.ZERO, Backs.REVERSED);
        fixture.restart();
        fixture.captured("label=F pages=2", ODD);
        fixture.captured("label=B pages=2", EVEN);

        fixture.work();

        assertThat(fixture.reviews()).containsExactly(List.of(), List.of());
    }

    @Test
    void endsTheSameWhereverTheProcessDies() throws IOException {
        boolean crashed = true;
        for (int change = 1; crashed; change++) {
            for (boolean done : new boolean[] {false, true}) {
                fixture = new StackFixture(scratch.resolve("crash-" + change + done));
                BatchId odd = fixture.captured("label=F pages=2", ODD);
                BatchId even = fixture.captured("label=B pages=2", EVEN);
                fixture.store.crashAfter(change, done);
                crashed = fixture.workUntilCrash();
                fixture.restart();
                fixture.verify();

                fixture.sweep();
                fixture.sweep();

                assertThat(fixture.texts()).as("change %d", change).containsExactly("F1", "B2", "F2", "B1");
                assertThat(List.of(
                                fixture.batch(odd).state(), fixture.batch(even).state()))
                        .as("change %d", change)
                        .containsOnly(State.ARCHIVED);
                assertThat(fixture.archive.keys("todo/read/")).isEmpty();
                assertThat(fixture.archive.keys("todo/side/")).isEmpty();
                fixture.verify();
            }
            assertThat(change).isLessThan(200);
        }
    }

    @Test
    void twoNodesThatReadBothPassesAtOnceMakeOneDocument() throws Exception {
        for (int round = 0; round < 10; round++) {
            fixture = new StackFixture(scratch.resolve("round-" + round));
            BatchId odd = fixture.captured("label=F pages=2", ODD);
            BatchId even = fixture.captured("label=B pages=2", EVEN);
            ReadingRoom other = fixture.anotherNode(scratch.resolve("other-" + round));
            List<Callable<Batch>> nodes = List.of(
                    () -> fixture.readBy(fixture.room, odd),
                    () -> fixture.readBy(other, even),
                    () -> fixture.readBy(fixture.room, even),
                    () -> fixture.readBy(other, odd));
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (Future<Batch> read : List.of(threads.submit(nodes.get(0)), threads.submit(nodes.get(1)))) {
                    assertThat(read.get()).isNotNull();
                }
                for (Future<Batch> read : List.of(threads.submit(nodes.get(2)), threads.submit(nodes.get(3)))) {
                    assertThat(read.get()).isNotNull();
                }
            }
            fixture.sweep();

            assertThat(fixture.texts()).containsExactly("F1", "B2", "F2", "B1");
            assertThat(fixture.batch(even).incorporatedIn()).contains(odd);
            fixture.verify();
        }
    }
}
