package org.kartoteka.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.Refusal.Code;
import org.kartoteka.ingest.worker.WorkerPoolStats.RestartCause;

@Timeout(120)
class WorkerFaultTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "halt, ENGINE_FAILED, CRASHED",
        "fault, ENGINE_FAILED, CRASHED",
        "hang, TIME_LIMIT, TIME_LIMIT",
        "hang-in-native-code, TIME_LIMIT, TIME_LIMIT",
        "eat-heap, MEMORY_LIMIT, MEMORY_LIMIT",
        "eat-native-memory 4000, MEMORY_LIMIT, MEMORY_LIMIT",
        "forge, ENGINE_FAILED, WRONG_ANSWER",
        "throw, ENGINE_FAILED, WRONG_ANSWER",
        "overflow, ENGINE_FAILED, WRONG_ANSWER",
    })
    void tryTwiceAndGiveUp(String order, Code code, RestartCause cause) {
        WorkerSettings settings = new WorkerSettings(1, 48, 400, 2, 5, 20, 1_000, 60);
        try (PoolFixture fixture = new PoolFixture(folder, settings)) {
            long before = fixture.processId();

            Refusal refusal = fixture.refusal(order);

            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.details().toString()).doesNotContain("Jānis");
            WorkerPoolStats stats = fixture.pool.stats();
            assertThat(stats.restarts()).containsOnly(java.util.Map.entry(cause, 2L));
            assertThat(stats.requestsRetried()).isEqualTo(1);
            assertThat(stats.refusals()).containsOnly(java.util.Map.entry(code, 1L));
            assertThat(fixture.text("say next")).isEqualTo("next");
            assertThat(fixture.processId()).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"halt", "fault", "hang", "eat-heap", "eat-native-memory 4000", "forge", "throw"})
    void oneBadAttemptCostsARetryAndNoMore(String order) {
        WorkerSettings settings = new WorkerSettings(1, 48, 400, 2, 5, 20, 1_000, 60);
        try (PoolFixture fixture = new PoolFixture(folder, settings)) {
            assertThat(fixture.text("once " + folder.resolve("marker") + " " + order))
                    .isEqualTo("second time");

            assertThat(fixture.pool.stats().refusals()).isEmpty();
            assertThat(fixture.pool.stats().requestsRetried()).isEqualTo(1);
        }
    }

    @Test
    void aWorkerKilledFromOutsideInMidPageCostsARetryOfThatPageOnly() {
        WorkerSettings settings = new WorkerSettings(2, 48, 400, 30, 5, 20, 1_000, 60);
        try (PoolFixture fixture = new PoolFixture(folder, settings)) {
            Path gate = folder.resolve("gate");
            CompletableFuture<String> undisturbed = fixture.textLater("wait-for " + gate);
            Await.until(
                    "busy worker",
                    Duration.ofSeconds(30),
                    () -> fixture.pool.stats().busy() == 1);
            long victim = fixture.processId();
            CompletableFuture<String> disturbed = fixture.textLater("wait-for " + gate);
            Await.until(
                    "two busy workers",
                    Duration.ofSeconds(30),
                    () -> fixture.pool.stats().busy() == 2);

            ProcessHandle.of(victim).orElseThrow().destroyForcibly();
            Await.until(
                    "retry", Duration.ofSeconds(30), () -> fixture.pool.stats().requestsRetried() == 1);
            assertThat(gate.toFile().mkdir()).isTrue();

            assertThat(undisturbed.join()).isEqualTo("waited");
            assertThat(disturbed.join()).isEqualTo("waited");
            assertThat(fixture.pool.stats().restarts()).containsOnly(java.util.Map.entry(RestartCause.CRASHED, 1L));
        }
    }

    @Test
    void otherCallsGoOnWhileOneHangs() {
        WorkerSettings settings = new WorkerSettings(2, 48, 400, 20, 5, 20, 1_000, 60);
        try (PoolFixture fixture = new PoolFixture(folder, settings)) {
            CompletableFuture<String> hanging = fixture.textLater("once " + folder.resolve("marker") + " hang");
            Await.until(
                    "busy worker",
                    Duration.ofSeconds(30),
                    () -> fixture.pool.stats().busy() == 1);

            for (int i = 0; i < 50; i++) {
                assertThat(fixture.text("say " + i)).isEqualTo(Integer.toString(i));
            }

            assertThat(hanging).isNotDone();
        }
    }

    @Test
    void whatReadersPrintIsNoReply() {
        try (PoolFixture fixture = new PoolFixture(folder, PoolFixture.SETTINGS)) {
            long before = fixture.processId();

            assertThat(fixture.text("print")).isEqualTo("printed");
            assertThat(fixture.text("flood")).isEqualTo("flooded");

            assertThat(fixture.processId()).isEqualTo(before);
        }
    }

    @Test
    void halfCharactersDoNoHarm() {
        try (PoolFixture fixture = new PoolFixture(folder, PoolFixture.SETTINGS)) {
            assertThat(fixture.text("half-a-character")).isEqualTo("a?b");
        }
    }

    @Test
    void whatAWorkerStartedIsKilledWithIt() {
        WorkerSettings settings = new WorkerSettings(1, 48, 400, 3, 5, 20, 1_000, 60);
        try (PoolFixture fixture = new PoolFixture(folder, settings)) {
            fixture.text("say warm");
            CompletableFuture<String> hanging = fixture.textLater("hang-with-child");
            Await.until("child of the worker", Duration.ofSeconds(20), () -> sleepers() == 1);

            assertThat(hanging.join()).isEqualTo("refused");
            Await.until("no child is left", Duration.ofSeconds(20), () -> sleepers() == 0);
        }
    }

    @Test
    void saysThatTheMachineIsToBlameWhenNoWorkerStarts() {
        try (WorkerPool pool = WorkerPool.open(
                PoolFixture.SETTINGS,
                PoolFixture.reading(List.of("fails")),
                folder.resolve("scratch"),
                FaultyReaderFactory.class.getName())) {
            assertThatThrownBy(pool::recipe).isInstanceOf(IllegalStateException.class);

            assertThat(pool.stats().restarts()).containsKey(RestartCause.START_FAILED);
            assertThat(pool.stats().workers()).isZero();
        }
    }

    @Test
    void closingLetsWorkFinishAndLeavesNoProcess() {
        PoolFixture fixture = new PoolFixture(folder, PoolFixture.SETTINGS);
        long worker = fixture.processId();
        Path gate = folder.resolve("gate");
        CompletableFuture<String> working = fixture.textLater("wait-for " + gate);
        Await.until(
                "busy worker",
                Duration.ofSeconds(20),
                () -> fixture.pool.stats().busy() == 1);
        CompletableFuture<String> waiting = fixture.textLater("say waiting");
        Await.until(
                "waiting call",
                Duration.ofSeconds(20),
                () -> fixture.pool.stats().waiting() == 1);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(fixture.pool::close);
        assertThat(gate.toFile().mkdir()).isTrue();

        closing.join();

        assertThat(working.join()).isEqualTo("waited");
        assertThat(waiting.join()).isIn("refused", "waiting");
        assertThat(fixture.refusal("say late").code()).isEqualTo(Code.READER_UNAVAILABLE);
        Await.untilEnded(worker);
        fixture.close();
    }

    @Test
    void closingKillsWhatDoesNotFinish() {
        WorkerSettings settings = new WorkerSettings(2, 48, 400, 600, 5, 20, 1_000, 60);
        PoolFixture fixture = new PoolFixture(folder, settings);
        long worker = fixture.processId();
        CompletableFuture<String> hanging = fixture.textLater("hang-in-native-code");
        Await.until(
                "busy worker",
                Duration.ofSeconds(20),
                () -> fixture.pool.stats().busy() == 1);

        fixture.close();

        assertThat(hanging.join()).isEqualTo("refused");
        Await.untilEnded(worker);
        assertThat(fixture.pool.stats().workers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"say idle", "hang", "hang-in-native-code", "eat-slowly"})
    void workersEndWhenTheServiceIsKilled(String order) throws Exception {
        if (order.equals("eat-slowly")) {
            order = "wait-for " + folder.resolve("never");
        }
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PoolOwner.class.getName(),
                        folder.toString(),
                        order)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = service.inputReader()) {
            String line = output.readLine();
            while (!line.startsWith("worker ")) {
                line = output.readLine();
            }
            long worker = Long.parseLong(line.substring("worker ".length()));
            assertThat(Await.alive(worker)).isTrue();

            service.destroyForcibly().waitFor();

            Await.untilEnded(worker);
        } finally {
            service.destroyForcibly();
        }
    }

    private static long sleepers() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").endsWith("sleep 98765"))
                .count();
    }
}
