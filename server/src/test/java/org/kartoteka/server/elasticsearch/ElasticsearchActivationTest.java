package org.kartoteka.server.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.aDocument;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kartoteka.archive.Polling;
import org.kartoteka.archive.search.RebuildRunning;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.server.servers.ElasticsearchServer;
import org.kartoteka.server.servers.FaultProxy;
import org.kartoteka.server.servers.LocalElasticsearch;

/** How an index is begun and switched to over a network that is slow or loses answers. */
@ExtendWith(ElasticsearchServer.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class ElasticsearchActivationTest {
    private static final Duration SELDOM = Duration.ofHours(1);
    private static final Duration OFTEN = Duration.ofMillis(20);

    private final LocalElasticsearch node;
    private final String prefix = Archives.unusedPrefix();
    private FaultProxy proxy;
    private Cluster slow;
    private ElasticsearchIndex other;

    ElasticsearchActivationTest(LocalElasticsearch node) {
        this.node = node;
    }

    @BeforeEach
    void open() throws IOException {
        other = ElasticsearchIndex.open(Archives.settings(node.url(), prefix));
        proxy = FaultProxy.toPort(node.port());
        slow = new Cluster(throughProxy());
    }

    @AfterEach
    void close() throws IOException {
        proxy.pass();
        slow.close();
        proxy.close();
        other.close();
        node.ask("DELETE", "/" + prefix + "-documents-v*");
    }

    @Test
    void aRenewalOfTheLeaseDuringTheSwitchDoesNotMarkTheNewIndexAsNotBuilt() {
        RebuildBeside rebuild = rebuild(OFTEN);
        try (rebuild) {
            rebuild.put(List.of(aDocument(1).build()));
            proxy.delayReplies(Duration.ofMillis(400));
            rebuild.activate();
        }

        assertThat(other.health().rebuildNeeded()).isFalse();
        assertThat(other.size()).isEqualTo(1);
    }

    @Test
    void noOtherNodeDeletesAFinishedIndexBeforeTheSwitch() throws Exception {
        RebuildBeside rebuild = rebuild(SELDOM);
        try (rebuild) {
            rebuild.put(List.of(aDocument(1).build()));
            proxy.holdReplies("_mapping");
            CompletableFuture<Void> switching = CompletableFuture.runAsync(rebuild::activate);
            Polling.until(
                    "the new index is marked as built",
                    Duration.ofSeconds(60),
                    () -> node.ask("GET", "/" + prefix + "-building/_mapping").contains("\"builtFromArchive\":true"));

            assertThatThrownBy(other::rebuild).isInstanceOf(RebuildRunning.class);

            proxy.pass();
            switching.get(60, TimeUnit.SECONDS);
        }
        assertThat(other.size()).isEqualTo(1);
    }

    @Test
    void aSwitchOfWhichOnlyTheAnswerWasLostIsNotTakenBack() {
        RebuildBeside rebuild = rebuild(SELDOM);
        try (rebuild) {
            rebuild.put(List.of(aDocument(1).build()));
            // As often as a question is asked again.
            proxy.dropReplies(3, "_aliases");
            assertThatThrownBy(rebuild::activate).isInstanceOf(SearchUnavailable.class);
        }

        assertThat(proxy.faultsLeft()).isZero();
        // What a node saw holds for a second; nothing tells it here that its index is gone, for that one was left.
        Polling.until("the other node sees the switch", Duration.ofSeconds(20), () -> other.size() == 1);
        assertThat(other.health().rebuildNeeded()).isFalse();
    }

    @Test
    void anIndexThatWasMadeThoughTheAnswerWasLostIsItsMakersOwn() {
        proxy.dropReplies(1, "PUT /" + prefix + "-documents-v");
        RebuildBeside rebuild = rebuild(SELDOM);
        try (rebuild) {
            assertThat(proxy.faultsLeft()).isZero();
            rebuild.put(List.of(aDocument(1).build()));
            rebuild.activate();
        }
        assertThat(other.size()).isEqualTo(1);
    }

    private RebuildBeside rebuild(Duration renewedEvery) {
        Generations generations = new Generations(slow, throughProxy(), InstantSource.system(), renewedEvery);
        return new RebuildBeside(
                generations.startBuilding(),
                generations,
                new BulkWriter(slow, throughProxy()),
                new EntryJson(slow.json()),
                slow);
    }

    private ElasticsearchSettings throughProxy() {
        return Archives.settings(URI.create("http://127.0.0.1:" + proxy.port()), prefix);
    }
}
