package org.kartoteka.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.ComposeResult;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.Refusal.Code;
import org.kartoteka.ingest.worker.WorkerPoolStats.RestartCause;

@Timeout(120)
class WorkerPoolTest {
    @TempDir
    Path folder;

    @Test
    void readsThroughAWorkerAndCountsIt() {
        try (PoolFixture fixture = new PoolFixture(folder, PoolFixture.SETTINGS)) {
            assertThat(fixture.pool.recipe()).isEqualTo("faulty000000");
            assertThat(fixture.pool.provenance().settings()).containsEntry("languages", "[en]");

            assertThat(fixture.text("say Ž, ģ, қ, ё")).isEqualTo("Ž, ģ, қ, ё");
            assertThat(fixture.processId()).isNotEqualTo(ProcessHandle.current().pid());

            WorkerPoolStats stats = fixture.pool.stats();
            assertThat(stats.pagesRead()).isEqualTo(2);
            assertThat(stats.workers()).isEqualTo(1);
            assertThat(stats.busy()).isZero();
            assertThat(stats.waiting()).isZero();
            assertThat(stats.restarts()).isEmpty();
            assertThat(stats.refusals()).isEmpty();
        }
    }

    @Test
    void aPreparedPoolHasNoWorkersUntilItIsStarted() {
        try (WorkerPool pool = WorkerPool.prepare(
                PoolFixture.SETTINGS,
                PoolFixture.reading(List.of("en")),
                folder.resolve("prepared"),
                FaultyReaderFactory.class.getName())) {
            assertThat(pool.stats().workers()).isZero();
            CompletableFuture<String> recipe = CompletableFuture.supplyAsync(pool::recipe);

            pool.start();
            pool.start();

            assertThat(recipe.join()).isEqualTo("faulty000000");
            assertThat(pool.stats().workers()).isEqualTo(1);
        }
    }

    @Test
    void aPoolThatWasNeverStartedClosesAndRefuses() {
        WorkerPool pool = WorkerPool.prepare(
                PoolFixture.SETTINGS,
                PoolFixture.reading(List.of("en")),
                folder.resolve("prepared"),
                FaultyReaderFactory.class.getName());

        pool.close();
        pool.start();

        assertThat(pool.stats().workers()).isZero();
        assertThatThrownBy(pool::recipe).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsOneWorkerForManyPages() {
        try (PoolFixture fixture = new PoolFixture(folder, PoolFixture.SETTINGS)) {
            assertThat(fixture.processId()).isEqualTo(fixture.processId());
        }
    }

    @Test
    void readsFilesWithNamesInAnyScript() throws IOException {
        try (PoolFixture fixture = new PoolFixture(folder, PoolFixture.SETTINGS)) {
            Path file = Files.writeString(folder.resolve("līgums – шарт\n'\"\\ %00 $(x).txt"), "say found");

            assertThat(fixture.read(file))
                    .isInstanceOfSatisfying(
                            PageRead.class, page -> assertThat(page.text()).isEqualTo("found"));
        }
    }

    @Test
    void handsADocumentOfThousandsOfPagesOver() {
        try (PoolFixture fixture = new PoolFixture(folder, PoolFixture.SETTINGS)) {
            PageResult page = pageOfWords(200);
            List<ComposeRequest.Page> pages = new ArrayList<>();
            for (int number = 1; number <= 500; number++) {
                pages.add(new ComposeRequest.Page(number, fixture.file("say x"), "text/plain", number, page));
            }

            ComposeResult result =
                    fixture.pool.compose(new ComposeRequest(pages, Hints.NONE, folder.resolve("document.pdf")));

            assertThat(result)
                    .isInstanceOfSatisfying(
                            ComposeResult.Composed.class,
                            composed -> assertThat(composed.type()).isEqualTo("words-100000"));
        }
    }

    @Test
    void examinesAndEmptiesTheWorkFolderBeforeTheSecondAttempt() throws IOException {
        try (PoolFixture fixture = new PoolFixture(folder, PoolFixture.SETTINGS)) {
            Path workFolder = Files.createDirectory(folder.resolve("work"));
            Path file = fixture.file("unpack-and-crash " + folder.resolve("marker"));

            ExamineResult result = fixture.pool.examine(new ExamineRequest(file, "a.txt", workFolder));

            assertThat(result)
                    .isEqualTo(new ExamineResult.Examined(
                            "text/plain",
                            List.of(new ExamineResult.Part(
                                    0, workFolder.resolve("part"), "part", "text/plain", 1, Optional.empty()))));
            assertThat(workFolder.resolve("half")).doesNotExist();
        }
    }

    @Test
    void refusesPartsOutsideTheWorkFolder() throws IOException {
        try (PoolFixture fixture = new PoolFixture(folder, PoolFixture.SETTINGS)) {
            Path workFolder = Files.createDirectory(folder.resolve("work"));
            Path secret = Files.writeString(folder.resolve("secret"), "token");

            for (String order : List.of(
                    "outside " + secret, "outside " + workFolder + "/../secret", "outside work", "link " + secret)) {
                assertThat(fixture.pool.examine(new ExamineRequest(fixture.file(order.strip()), "a", workFolder)))
                        .as(order)
                        .isInstanceOfSatisfying(
                                ExamineResult.Refused.class,
                                refused -> assertThat(refused.refusal().code()).isEqualTo(Code.ENGINE_FAILED));
            }
        }
    }

    @Test
    void callsWaitInTheOrderTheyCame() {
        try (PoolFixture fixture = new PoolFixture(folder, PoolFixture.SETTINGS)) {
            fixture.text("say warm");
            Path gate = folder.resolve("gate");
            CompletableFuture<String> first = fixture.textLater("wait-for " + gate);
            Await.until(
                    "busy worker",
                    Duration.ofSeconds(20),
                    () -> fixture.pool.stats().busy() == 1);
            List<CompletableFuture<String>> calls = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                calls.add(fixture.textLater("count"));
                fixture.awaitWaiting(i);
            }

            fixture.file("").resolveSibling("gate").toFile().mkdir();

            assertThat(first.join()).isEqualTo("waited");
            assertThat(calls.stream().map(CompletableFuture::join)).containsExactly("1", "2", "3", "4", "5");
        }
    }

    @Test
    void replacesAWorkerThatHasReadItsShare() {
        WorkerSettings settings = new WorkerSettings(1, 48, 400, 5, 5, 20, 2, 60);
        try (PoolFixture fixture = new PoolFixture(folder, settings)) {
            long first = fixture.processId();
            assertThat(fixture.processId()).isEqualTo(first);
            long second = fixture.processId();

            assertThat(second).isNotEqualTo(first);
            Await.untilEnded(first);
            assertThat(fixture.pool.stats().restarts()).containsEntry(RestartCause.RECYCLED, 1L);
        }
    }

    @Test
    void replacesAWorkerThatKeepsTooMuchMemory() {
        try (PoolFixture fixture = new PoolFixture(folder, PoolFixture.SETTINGS)) {
            long first = fixture.processId();
            assertThat(fixture.text("eat-native-memory 250")).isEqualTo("ate");

            assertThat(fixture.processId()).isNotEqualTo(first);
            assertThat(fixture.pool.stats().restarts()).containsEntry(RestartCause.RECYCLED, 1L);
        }
    }

    @Test
    void refusesForTheMachinesSakeWhenTheFileIsGone() {
        try (PoolFixture fixture = new PoolFixture(folder, PoolFixture.SETTINGS)) {
            assertThat(fixture.read(folder.resolve("gone")))
                    .isInstanceOfSatisfying(
                            PageResult.PageFailed.class,
                            failed -> assertThat(failed.refusal().code()).isEqualTo(Code.READER_UNAVAILABLE));
        }
    }

    @Test
    void givesWorkersNeitherTheEnvironmentNorTheFolderOfTheService() {
        try (PoolFixture fixture = new PoolFixture(folder, PoolFixture.SETTINGS)) {
            String environment = fixture.text("environment");

            assertThat(environment)
                    .contains("CLASSPATH", "LC_ALL", "PATH")
                    .doesNotContain("JAVA_HOME", "MAVEN", "USER")
                    .endsWith("scratch/worker-1");
        }
    }

    private static PageResult pageOfWords(int count) {
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(new Word("word" + i, i, i, 10, 10, i / 10 + 1, 0.9));
        }
        return new PageRead(
                "recognised",
                "en",
                1,
                0,
                0,
                false,
                false,
                0.1,
                100,
                100,
                0.9,
                "text",
                words,
                List.of(),
                List.of(),
                "image/jpeg");
    }
}
