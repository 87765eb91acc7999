package org.kartoteka.routes.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.Polling;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.ComposeResult;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageRequest;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.Provenance;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.ScanReader;
import org.kartoteka.routes.RetryLater;

class TurnsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<Future<?>> calls = new ArrayList<>();

    @AfterEach
    void openTheGate() {
        gate.countDown();
        threads.close();
    }

    @Test
    void everyBatchHasOneTurnBeforeAnyHasItsNext() throws Exception {
        Turns turns = new Turns(1);
        occupy(turns);
        for (int page = 1; page <= 3; page++) {
            call(turns, "book");
        }
        call(turns, "letter");
        call(turns, "form");
        call(turns, "form");

        openGateAndWait();

        assertThat(begun).containsExactly("first", "book", "letter", "form", "book", "form", "book");
        assertThat(turns.waiting()).isZero();
    }

    @Test
    void lettersWithoutEndDoNotKeepABookWaiting() throws Exception {
        Turns turns = new Turns(1);
        occupy(turns);
        for (int letter = 1; letter <= 5; letter++) {
            call(turns, "letter " + letter);
        }
        call(turns, "book");
        call(turns, "book");
        for (int letter = 6; letter <= 9; letter++) {
            call(turns, "letter " + letter);
        }

        openGateAndWait();

        assertThat(begun.indexOf("book")).isEqualTo(6);
        assertThat(begun.lastIndexOf("book")).isEqualTo(11);
    }

    @Test
    void nobodyWaitsWhileThereIsRoom() throws Exception {
        Turns turns = new Turns(3);
        occupy(turns);
        occupy(turns);

        assertThat(threads.submit(() -> turns.take("letter", () -> "read")).get(20, TimeUnit.SECONDS))
                .isEqualTo("read");
        assertThat(turns.waiting()).isZero();
    }

    @Test
    void aCallThatFailsPassesItsTurnOn() {
        Turns turns = new Turns(1);

        assertThatThrownBy(() -> turns.take("book", () -> {
                    throw new IllegalStateException("broken on purpose");
                }))
                .hasMessage("broken on purpose");

        assertThat(turns.take("letter", () -> "read")).isEqualTo("read");
    }

    @Test
    void whoGivesUpWaitingTakesNobodysTurn() throws Exception {
        Turns turns = new Turns(1);
        occupy(turns);
        CountDownLatch gaveUp = new CountDownLatch(1);
        Thread impatient = Thread.ofVirtual().start(() -> {
            try {
                turns.take("book", () -> begun.add("book"));
            } catch (RetryLater e) {
                gaveUp.countDown();
            }
        });
        until(() -> turns.waiting() == 1);

        impatient.interrupt();
        assertThat(gaveUp.await(20, TimeUnit.SECONDS)).isTrue();
        call(turns, "letter");
        openGateAndWait();

        assertThat(begun).containsExactly("first", "letter");
        assertThat(turns.take("letter", () -> "read")).isEqualTo("read");
    }

    @Test
    void aLetterBehindTenBooksWaitsForOnePageOfEach() throws Exception {
        int books = 10;
        int pagesAtOnce = 4;
        Reader reader = new Reader(new GatedReader(), 1);
        for (int book = 1; book <= books; book++) {
            BatchId id = batch(book);
            List<PageRequest> pages = new ArrayList<>();
            for (int page = 1; page <= 50; page++) {
                pages.add(page(id, page));
            }
            calls.add(threads.submit(
                    () -> new InParallel(pagesAtOnce, () -> false).map(pages, page -> reader.readPage(id, page))));
        }
        until(() -> reader.waiting() == books * pagesAtOnce - 1);
        BatchId letter = batch(99);
        calls.add(threads.submit(() -> reader.readPage(letter, page(letter, 1))));
        until(() -> reader.waiting() == books * pagesAtOnce);

        openGateAndWait();

        assertThat(begun).hasSize(books * 50 + 1);
        assertThat(begun.indexOf(letter.value())).isEqualTo(books + 1);
    }

    /** Reads nothing, and not before the gate is open. */
    private final class GatedReader implements ScanReader {
        private final FakeScanReader rest = new FakeScanReader();

        @Override
        public PageResult readPage(PageRequest request) {
            begun.add(request.file().getFileName().toString());
            pass();
            return new PageResult.PageFailed(Refusal.of(Refusal.Code.DAMAGED));
        }

        @Override
        public ExamineResult examine(ExamineRequest request) {
            return rest.examine(request);
        }

        @Override
        public ComposeResult compose(ComposeRequest request) {
            return rest.compose(request);
        }

        @Override
        public String recipe() {
            return rest.recipe();
        }

        @Override
        public Provenance provenance() {
            return rest.provenance();
        }

        @Override
        public void close() {}
    }

    private static BatchId batch(int number) {
        return new BatchId("20261122-101530123-%010x".formatted(number));
    }

    private static PageRequest page(BatchId batch, int number) {
        Path file = Path.of(batch.value());
        return new PageRequest(file, "application/pdf", number, Hints.NONE, file);
    }

    /** A call that is under way until the gate opens. */
    private void occupy(Turns turns) {
        int before = begun.size();
        calls.add(threads.submit(() -> turns.take("first", () -> {
            begun.add("first");
            pass();
            return true;
        })));
        until(() -> begun.size() > before);
    }

    /** A call that waits for its turn. */
    private void call(Turns turns, String batch) {
        int before = turns.waiting();
        calls.add(threads.submit(() -> turns.take(batch, () -> begun.add(batch))));
        until(() -> turns.waiting() > before);
    }

    private void pass() {
        try {
            if (!gate.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the gate stayed shut");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void openGateAndWait() throws Exception {
        gate.countDown();
        for (Future<?> call : calls) {
            call.get(20, TimeUnit.SECONDS);
        }
    }

    private static void until(Polling.Condition condition) {
        Polling.until("the calls to have come so far", PATIENCE, condition);
    }
}
