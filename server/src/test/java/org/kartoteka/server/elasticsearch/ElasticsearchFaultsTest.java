package org.kartoteka.server.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.aDocument;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.id;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kartoteka.analysis.SearchSchema;
import org.kartoteka.archive.Polling;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.archive.search.QueryParser;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchQuery;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.server.servers.CannedAnswer;
import org.kartoteka.server.servers.ElasticsearchServer;
import org.kartoteka.server.servers.FaultProxy;
import org.kartoteka.server.servers.LocalElasticsearch;

/** What becomes of documents and searches when the cluster or the network misbehaves. */
@ExtendWith(ElasticsearchServer.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class ElasticsearchFaultsTest {
    /** The client wants to know that an answer is Elasticsearch's. */
    private static final String ELASTIC = "application/json\r\nX-Elastic-Product: Elasticsearch";

    private static final Duration SHORT = Duration.ofSeconds(2);

    private final LocalElasticsearch node;
    private final String prefix = Archives.unusedPrefix();
    private FaultProxy proxy;
    private ElasticsearchIndex index;

    ElasticsearchFaultsTest(LocalElasticsearch node) {
        this.node = node;
    }

    @BeforeEach
    void openThroughTheProxy() throws IOException {
        proxy = FaultProxy.toPort(node.port());
        index = ElasticsearchIndex.open(Archives.settings(throughProxy(), prefix));
        index.put(List.of(aDocument(1).page("pirmais").build()));
    }

    @AfterEach
    void close() throws IOException {
        proxy.pass();
        index.close();
        proxy.close();
    }

    private URI throughProxy() {
        return URI.create("http://127.0.0.1:" + proxy.port());
    }

    @Test
    void putsAgainWhatABusyClusterRefusedWhole() {
        proxy.tooManyRequests(3);

        index.put(List.of(aDocument(2).page("otrais").build()));

        assertThat(proxy.faultsLeft()).isZero();
        assertThat(found("otrais")).containsExactly(id(2));
    }

    @Test
    void putsAgainOnlyTheDocumentsThatABusyClusterRefused() throws IOException {
        IndexName name = new Generations(new Cluster(settings()), settings(), java.time.InstantSource.system())
                .look()
                .searched();
        String refused =
                "{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\",\"status\":429,\"error\":{\"type\":\"es_rejected_execution_exception\",\"reason\":\"rejected\"}}}";
        String taken =
                "{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\",\"status\":201,\"result\":\"created\",\"_version\":3}}";
        String body = "{\"took\":1,\"errors\":true,\"items\":[" + refused.formatted(name, id(2).value()) + ","
                + taken.formatted(name, id(3).value()) + "]}";
        BulkWriter writer = new BulkWriter(new Cluster(settings()), settings());
        EntryJson json = new EntryJson(new Cluster(settings()).json());

        proxy.answer(1, new CannedAnswer(200, "OK", ELASTIC, body));
        var index = writer.write(
                IndexName.active(prefix),
                List.of(
                        json.entry(aDocument(2).page("otrais").build()),
                        json.entry(aDocument(3).page("trešais").build())));

        assertThat(index).contains(name.toString());
        assertThat(this.index.version(id(2))).contains(1L);
        // The cluster never saw the other one: it was said to be there already.
        assertThat(this.index.version(id(3))).isEmpty();
    }

    @Test
    void givesUpOnAClusterThatStaysBusy() {
        proxy.answerTo("_bulk", 1000, CannedAnswer.TOO_MANY_REQUESTS);

        assertThatThrownBy(() -> index.put(List.of(aDocument(2).build()))).isInstanceOf(SearchUnavailable.class);
        assertThat(1000 - proxy.faultsLeft()).isEqualTo(11);
    }

    @Test
    void dividesWhatIsTooLargeForOneRequestUntilItFits() {
        CannedAnswer tooLarge = new CannedAnswer(413, "Content Too Large", ELASTIC, "{}");
        // The whole, its first half, and the half of that.
        proxy.answerTo("_bulk", 3, tooLarge);
        List<IndexedDocument> documents = IntStream.range(100, 108)
                .mapToObj(number -> aDocument(number).page("liels").build())
                .toList();

        index.put(documents);

        assertThat(proxy.faultsLeft()).isZero();
        assertThat(index.size()).isEqualTo(9);
    }

    @Test
    void refusesTheDocumentThatIsTooLargeByItself() {
        proxy.answerTo("_bulk", 1000, new CannedAnswer(413, "Content Too Large", ELASTIC, "{}"));

        assertThatThrownBy(() ->
                        index.put(List.of(aDocument(2).build(), aDocument(3).build())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(id(2).value());
    }

    @Test
    void aPoisonDocumentIsRefusedAloneAndTheOthersAreTaken() {
        IndexedDocument poison =
                aDocument(2).type("x".repeat(40_000)).page("divi").build();
        IndexedDocument sound = aDocument(3).page("trīs").build();

        assertThatThrownBy(() -> index.put(List.of(poison, sound)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(id(2).value());
        index.put(List.of(sound));

        assertThat(found("trīs")).containsExactly(id(3));
        assertThat(index.version(id(2))).isEmpty();
    }

    @Test
    void aLostReplyToABulkIsAskedForAgain() {
        proxy.dropReplies(1, "_bulk");

        index.put(List.of(aDocument(2).version(7).page("otrais").build()));

        assertThat(proxy.faultsLeft()).isZero();
        assertThat(found("otrais")).containsExactly(id(2));
        assertThat(index.version(id(2))).contains(7L);
    }

    @Test
    void whenNoReplyArrivesThePutFailsAndCanBeRepeated() {
        proxy.dropReplies(3, "_bulk");
        List<IndexedDocument> documents = List.of(aDocument(2).page("otrais").build());

        assertThatThrownBy(() -> index.put(documents)).isInstanceOf(SearchUnavailable.class);
        proxy.pass();
        index.put(documents);

        assertThat(found("otrais")).containsExactly(id(2));
        assertThat(index.size()).isEqualTo(2);
    }

    @Test
    void aSlowNetworkEndsInSearchUnavailableAtTheTimeLimit() throws IOException {
        ElasticsearchSettings hasty = Archives.settings(throughProxy(), prefix, SHORT, SHORT.dividedBy(2));
        try (ElasticsearchIndex slow = ElasticsearchIndex.open(hasty)) {
            assertThat(slow.size()).isEqualTo(1);
            proxy.delayReplies(SHORT.multipliedBy(5));

            assertThatThrownBy(() -> slow.search(SearchQuery.all())).isInstanceOf(SearchUnavailable.class);
            assertThat(slow.health().available()).isFalse();
        } finally {
            proxy.pass();
        }
    }

    @Test
    void aWalkThatBreaksOffInTheMiddleSaysThatSearchIsUnavailable() {
        index.put(IntStream.range(100, 700)
                .mapToObj(number -> aDocument(number).build())
                .toList());
        AtomicBoolean begun = new AtomicBoolean();

        assertThatThrownBy(() -> index.forEach(_ -> {
                    if (!begun.getAndSet(true)) {
                        proxy.tooManyRequests(1000);
                    }
                }))
                .isInstanceOf(SearchUnavailable.class);
    }

    @Test
    void aClusterThatIsAwayIsUnavailableAndComesBackByItself() throws IOException {
        proxy.refuseConnections();
        proxy.cutConnections();
        try (ElasticsearchIndex away = ElasticsearchIndex.open(settings())) {
            assertThatThrownBy(() -> away.search(SearchQuery.all())).isInstanceOf(SearchUnavailable.class);
            assertThatThrownBy(() -> away.put(List.of(aDocument(2).build()))).isInstanceOf(SearchUnavailable.class);
            assertThatThrownBy(away::rebuild).isInstanceOf(SearchUnavailable.class);
            assertThat(away.health().available()).isFalse();
            assertThat(away.health().message()).contains("cannot be reached");

            proxy.pass();
            Polling.until("the cluster is back", Archives.PATIENT, () -> away.size() == 1);
        }
        assertThat(found("pirmais")).containsExactly(id(1));
    }

    @Test
    void namesTheNodesWithoutThePluginAndTheCommandThatInstallsIt() {
        proxy.answer(1, new CannedAnswer(200, "OK", ELASTIC, """
                        {"nodes":{"a":{"name":"node-a","plugins":[{"name":"kartoteka-analysis","description":"schema version %d"}]},
                        "b":{"name":"node-b","plugins":[{"name":"kartoteka-analysis","description":"schema version 0"}]},
                        "c":{"name":"node-c","plugins":[]}}}
                        """.formatted(SearchSchema.VERSION)));

        assertThatThrownBy(() -> ElasticsearchIndex.open(settings()))
                .isInstanceOf(SearchUnavailable.class)
                .hasMessageContaining("[node-b, node-c]")
                .hasMessageContaining("elasticsearch-plugin install");
    }

    @Test
    void whatAKilledServerAcknowledgedIsThereWhenItComesBack() throws Exception {
        List<DocumentId> acknowledged = new ArrayList<>();
        AtomicBoolean ended = new AtomicBoolean();
        CountDownLatch some = new CountDownLatch(5);
        Thread writer = Thread.ofPlatform().start(() -> {
            try {
                for (int number = 100; number < 100_000; number += 10) {
                    List<IndexedDocument> documents = new ArrayList<>();
                    for (int i = number; i < number + 10; i++) {
                        documents.add(aDocument(i).page("dokuments " + i).build());
                    }
                    index.put(documents);
                    documents.forEach(document -> acknowledged.add(document.id()));
                    some.countDown();
                }
            } catch (SearchUnavailable killed) {
                ended.set(true);
            }
        });
        assertThat(some.await(60, TimeUnit.SECONDS)).isTrue();

        node.kill();
        writer.join(Duration.ofSeconds(60));
        assertThat(ended).isTrue();
        assertThatThrownBy(() -> index.search(SearchQuery.all())).isInstanceOf(SearchUnavailable.class);
        node.startAgain();

        Polling.until("the cluster is back", Archives.PATIENT, () -> index.size() > 0);
        for (DocumentId one : acknowledged) {
            assertThat(index.version(one)).as("document %s", one).contains(1L);
        }
        try (SearchIndex.Rebuild rebuild = index.rebuild()) {
            rebuild.put(List.of(aDocument(1).page("pirmais").build()));
            rebuild.activate();
        }
        assertThat(found("pirmais")).containsExactly(id(1));
    }

    private ElasticsearchSettings settings() {
        return Archives.settings(throughProxy(), prefix);
    }

    private List<DocumentId> found(String typed) {
        return index.search(QueryParser.parse(typed)).hits().stream()
                .map(hit -> hit.document().id())
                .toList();
    }
}
