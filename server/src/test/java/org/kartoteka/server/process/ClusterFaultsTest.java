package org.kartoteka.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.server.command.Failures;
import org.kartoteka.server.command.ReindexCommand;
import org.kartoteka.server.elasticsearch.ElasticsearchIndex;
import org.kartoteka.server.servers.CannedAnswer;
import org.kartoteka.server.servers.ElasticsearchServer;
import org.kartoteka.server.servers.LocalElasticsearch;
import org.kartoteka.server.wiring.SearchClusterSettings;
import picocli.CommandLine;

/**
 * A whole node, and what can happen between it and its servers while it takes, reads and indexes files. One node and one set
 * of real servers go through all of it; after each fault every file is archived, none is set aside, and the index has them
 * all. In the end the archive is verified.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(ElasticsearchServer.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ClusterFaultsTest {
    /** Some tries with their time-outs, and no more. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(45);

    private FaultyCluster cluster;

    @BeforeAll
    void start(@TempDir Path folder, LocalElasticsearch search) throws IOException {
        cluster = new FaultyCluster(folder, search);
    }

    @AfterAll
    void stop() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void forgetTraffic() {
        cluster.store().traffic().reset();
    }

    @AfterEach
    void pass() {
        cluster.pass();
    }

    @Test
    @Order(1)
    void repliesThatAreLostAfterTheStoreHasWrittenDoubleNothing() throws Exception {
        for (String where : List.of(
                "originals",
                "arrivals",
                "digests",
                "todo/read",
                "todo/claims",
                "todo/attempts",
                "todo/index",
                "events/batch",
                "events/document",
                "renditions/pages",
                "renditions/documents",
                "lease")) {
            cluster.store().dropReplies(1, cluster.put(where));
        }

        cluster.dropSome("lost-reply");

        cluster.settles("lost replies");
        cluster.await("all replies to be lost", () -> cluster.store().faultsLeft() == 0);
    }

    @Test
    @Order(2)
    void latencyOnlySlowsDown() throws Exception {
        cluster.store().delayReplies(Duration.ofMillis(25));
        cluster.search().delayReplies(Duration.ofMillis(25));
        cluster.broker().delayReplies(Duration.ofMillis(25));

        cluster.dropSome("late");

        cluster.settles("latency");
    }

    @Test
    @Order(3)
    void serversThatSayNothingMoreAreGivenUpInBoundedTimeAndFoundAgain() throws Exception {
        cluster.dropSome("silence");
        cluster.awaitCapture();
        cluster.store().goHalfOpen();
        cluster.search().goHalfOpen();
        cluster.broker().goHalfOpen();

        long asked = System.nanoTime();
        storeIsSaidToBeAway();

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(ANSWERED_WITHIN);
        cluster.pass();
        cluster.settles("half-open connections");
    }

    @Test
    @Order(4)
    void serversThatAskForFewerRequestsGetThemLater() throws Exception {
        cluster.store().slowDown(20);
        cluster.search().answerTo("_bulk", 10, CannedAnswer.TOO_MANY_REQUESTS);

        cluster.dropSome("slow-down");

        cluster.settles("503 SlowDown of the store and 429 to bulk requests");
        assertThat(cluster.store().faultsLeft()).isZero();
        assertThat(cluster.search().faultsLeft()).isZero();
    }

    @Test
    @Order(5)
    void aStoreThatIsKilledInTheMiddleIsGoneOnWithWhenItIsBack() throws Exception {
        int before = cluster.dropped();
        cluster.dropSome("store-killed");
        cluster.awaitCapture();
        cluster.servers().store().kill();
        try {
            assertThat(cluster.store().traffic().count(cluster.put("events/document")))
                    .as("it is killed in the middle")
                    .isLessThan(cluster.dropped() - before);
            storeIsSaidToBeAway();
        } finally {
            cluster.servers().restartStore();
        }

        cluster.settles("the store was killed");
    }

    @Test
    @Order(6)
    void filingGoesOnWhileTheSearchIsAwayAndARebuildIsRefusedInWords() throws Exception {
        cluster.dropSome("search-killed");
        cluster.awaitCapture();
        cluster.servers().search().kill();
        try {
            cluster.await("all to be archived without the search", () -> cluster.archived() == cluster.dropped());
            assertThat(cluster.rest()
                            .json("/api/v1/status")
                            .path("indexing")
                            .path("waiting")
                            .asInt())
                    .isPositive();
            assertThat(cluster.rest().get("/api/v1/search?q=vards").statusCode())
                    .isEqualTo(503);
            HttpResponse<byte[]> answer = cluster.rest().post("/api/v1/reindex");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(RestCaller.detail(answer)).contains("search engine cannot be reached", "old index stays");
            assertThat(reindexCommand()).isEqualTo("1 kartoteka: " + RestCaller.detail(answer));
        } finally {
            cluster.servers().search().startAgain();
        }

        cluster.settles("the search was killed");
    }

    @Test
    @Order(7)
    void filesWaitWhileTheStoresDiskIsFull() throws Exception {
        assumeTrue(cluster.disk().isPresent(), "may not mount a small disk for the store");
        cluster.dropSome("disk-full");
        cluster.awaitCapture();
        cluster.disk().get().fill();
        try {
            long before = cluster.store().traffic().count("PUT ");
            cluster.await(
                    "some writes to be refused", () -> cluster.store().traffic().count("PUT ") >= before + 6);
            assertThat(cluster.archived()).isLessThan(cluster.dropped());
        } finally {
            cluster.disk().get().empty();
        }

        cluster.settles("the store's disk was full");
    }

    @Test
    @Order(8)
    void aBrokerThatComesBackEmptyCostsNothingButTime() throws Exception {
        cluster.store().delayReplies(Duration.ofMillis(15));
        cluster.dropSome("broker-killed");
        cluster.awaitCapture();
        cluster.servers().broker().kill();
        cluster.servers().broker().deleteJournal();
        try {
            cluster.dropLetter("broker-away");
            cluster.await("a file to be captured without the broker", () -> cluster.seen() == cluster.dropped());
        } finally {
            cluster.servers().broker().restart();
        }
        cluster.pass();

        cluster.settles("the broker lost its journal");
        assertThat(cluster.rest().json("/api/v1/status").path("deadLetters").asInt())
                .isZero();
    }

    @Test
    @Order(9)
    void whoeverAsksForASecondRebuildIsToldThatOneRuns() throws Exception {
        try (ElasticsearchIndex another = SearchClusterSettings.open(cluster.settings());
                SearchIndex.Rebuild _ = another.rebuild()) {
            HttpResponse<byte[]> second = cluster.rest().post("/api/v1/reindex");

            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(RestCaller.detail(second)).contains("being rebuilt already", "another node");
        }
        cluster.search().delayReplies(Duration.ofMillis(100));
        assertThat(cluster.rest().post("/api/v1/reindex").statusCode()).isEqualTo(202);
        assertThat(cluster.rest().post("/api/v1/reindex").statusCode()).isEqualTo(409);
        cluster.pass();
        cluster.await("the rebuild to end", () -> !rebuild().equals("running"));

        assertThat(rebuild()).isEqualTo("done");
        cluster.settles("a rebuild");
    }

    @Test
    @Order(10)
    void inTheEndNothingIsLostOrDoubledAndEverythingVerifies() throws Exception {
        cluster.stopAndProve();
    }

    private void storeIsSaidToBeAway() {
        HttpResponse<byte[]> answer = cluster.rest().get("/api/v1/intake/balance");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(RestCaller.detail(answer)).contains("store cannot be reached", "Nothing is lost");
    }

    private String rebuild() {
        return cluster.rest().json("/api/v1/reindex").path("state").asString();
    }

    /** What the command ends with: its exit code and what it says. */
    private String reindexCommand() {
        StringWriter said = new StringWriter();
        int code = new CommandLine(new ReindexCommand())
                .setExecutionExceptionHandler(new Failures())
                .setErr(new PrintWriter(said))
                .execute("--data", cluster.data().toString());
        return code + " " + said.toString().strip();
    }
}
