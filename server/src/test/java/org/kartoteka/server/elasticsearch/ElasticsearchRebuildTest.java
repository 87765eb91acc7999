package org.kartoteka.server.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.aDocument;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.id;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kartoteka.analysis.SearchSchema;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.archive.search.QueryParser;
import org.kartoteka.archive.search.RebuildRunning;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.server.search.IndexHealth;
import org.kartoteka.server.servers.ElasticsearchServer;
import org.kartoteka.server.servers.LocalElasticsearch;

/** An index that several nodes share, while one of them builds another beside it. */
@ExtendWith(ElasticsearchServer.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class ElasticsearchRebuildTest {
    private final LocalElasticsearch node;
    private final String prefix = Archives.unusedPrefix();
    private ElasticsearchIndex one;
    private ElasticsearchIndex other;

    ElasticsearchRebuildTest(LocalElasticsearch node) {
        this.node = node;
    }

    @BeforeEach
    void openTwice() {
        one = ElasticsearchIndex.open(settings());
        other = ElasticsearchIndex.open(settings());
    }

    @AfterEach
    void closeBoth() {
        one.close();
        other.close();
        node.ask("DELETE", "/" + prefix + "-documents-v*");
    }

    private ElasticsearchSettings settings() {
        return Archives.settings(node.url(), prefix);
    }

    @Test
    void nodesSeeWhatOthersPutAndRemoved() {
        one.put(List.of(aDocument(1).page("viens").build()));
        assertThat(found(other, "viens")).containsExactly(id(1));

        other.remove(id(1), 2);
        assertThat(found(one, "viens")).isEmpty();
        assertThat(one.version(id(1))).isEmpty();
        assertThat(one.size()).isZero();
    }

    @Test
    void whatOtherNodesPutAndRemoveDuringARebuildIsInTheNewIndex() {
        one.put(List.of(
                aDocument(1).page("viens").build(),
                aDocument(2).page("divi").build(),
                aDocument(3).page("trīs").build()));
        try (SearchIndex.Rebuild rebuild = one.rebuild()) {
            other.put(List.of(aDocument(1).version(2).page("labots").build()));
            other.remove(id(3), 2);
            other.remove(id(4), 2);
            rebuild.put(List.of(
                    aDocument(1).page("viens").build(),
                    aDocument(2).page("divi").build(),
                    aDocument(3).page("trīs").build(),
                    aDocument(4).page("četri").build()));
            rebuild.activate();
        }

        for (ElasticsearchIndex index : List.of(one, other)) {
            assertThat(found(index, "labots")).containsExactly(id(1));
            assertThat(found(index, "divi")).containsExactly(id(2));
            assertThat(found(index, "viens")).isEmpty();
            assertThat(found(index, "trīs")).isEmpty();
            assertThat(found(index, "četri")).isEmpty();
            assertThat(entries(index))
                    .containsExactlyInAnyOrder(new SearchIndex.Entry(id(1), 2), new SearchIndex.Entry(id(2), 1));
        }
    }

    @Test
    void nothingIsLostAndNothingComesBackWhileAnotherNodeFilesThroughARebuild() throws Exception {
        Set<DocumentId> filed =
                java.util.Collections.synchronizedSet(new TreeSet<>(java.util.Comparator.comparing(DocumentId::value)));
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread filing = Thread.ofPlatform().start(() -> {
            try {
                for (int number = 1; !stop.get(); number++) {
                    // As on the way of a page: first in the archive, then in the index.
                    filed.add(id(number));
                    other.put(List.of(aDocument(number).page("dokuments").build()));
                    if (number % 7 == 0) {
                        filed.remove(id(number - 3));
                        other.remove(id(number - 3), 2);
                    }
                }
            } catch (RuntimeException | AssertionError e) {
                failure.set(e);
            }
        });
        for (int round = 0; round < 4; round++) {
            try (SearchIndex.Rebuild rebuild = one.rebuild()) {
                for (DocumentId document : new ArrayList<>(filed)) {
                    rebuild.put(List.of(rebuilt(document)));
                }
                rebuild.activate();
            }
        }
        stop.set(true);
        filing.join(Duration.ofSeconds(60));

        assertThat(failure.get()).isNull();
        Set<DocumentId> indexed = new HashSet<>();
        one.forEach(entry -> indexed.add(entry.id()));
        assertThat(indexed).containsExactlyInAnyOrderElementsOf(filed);
    }

    private static IndexedDocument rebuilt(DocumentId document) {
        for (int number = 1; ; number++) {
            if (id(number).equals(document)) {
                return aDocument(number).page("dokuments").build();
            }
        }
    }

    @Test
    void onlyOneNodeRebuildsAtATime() {
        try (SearchIndex.Rebuild rebuild = one.rebuild()) {
            assertThatThrownBy(other::rebuild)
                    .isInstanceOf(RebuildRunning.class)
                    .hasMessageContaining("already");
        }
        try (SearchIndex.Rebuild rebuild = other.rebuild()) {
            rebuild.activate();
        }
        assertThat(one.size()).isZero();
    }

    @Test
    void whatADeadNodeWasBuildingIsDeletedAndItsRebuildEnds() {
        InstantSource longAgo = InstantSource.fixed(Instant.parse("2001-10-05T09:00:00Z"));
        try (ElasticsearchIndex dead = ElasticsearchIndex.open(settings(), longAgo)) {
            SearchIndex.Rebuild abandoned = dead.rebuild();
            String before = node.ask("GET", "/_cat/indices/" + prefix + "*?h=index");

            try (SearchIndex.Rebuild rebuild = one.rebuild()) {
                assertThat(before.lines()).hasSize(2);
                assertThat(node.ask("GET", "/_cat/indices/" + prefix + "*?h=index")
                                .lines())
                        .hasSize(2);
                assertThatThrownBy(() -> abandoned.put(List.of(aDocument(1).build())))
                        .isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(abandoned::activate).isInstanceOf(IllegalStateException.class);
                rebuild.activate();
            }
        }
        assertThat(node.ask("GET", "/_cat/indices/" + prefix + "*?h=index").lines())
                .hasSize(1);
    }

    @Test
    void anIndexOfAnOlderSchemaVersionIsNotOpenedButRebuiltBeside() {
        String foreign = indexOfSchema(1);
        try (ElasticsearchIndex index = ElasticsearchIndex.open(Archives.settings(node.url(), foreign))) {
            assertThatThrownBy(() -> index.search(QueryParser.parse("viens")))
                    .isInstanceOf(SearchUnavailable.class)
                    .hasMessageContaining("schema version 1,")
                    .hasMessageContaining("kartoteka reindex");
            assertThatThrownBy(() -> index.put(List.of())).isInstanceOf(SearchUnavailable.class);
            assertThat(index.health().rebuildNeeded()).isTrue();
            assertThat(index.health().message()).contains("kartoteka reindex");

            try (SearchIndex.Rebuild rebuild = index.rebuild()) {
                rebuild.put(List.of(aDocument(1).page("viens").build()));
                // While there is no old index, new documents go into the one being built.
                index.put(List.of(aDocument(2).page("divi").build()));
                rebuild.activate();
            }
            IndexHealth health = index.health();
            assertThat(health.available()).isTrue();
            assertThat(health.rebuildNeeded()).isFalse();
            assertThat(health.documents()).isEqualTo(2);
            assertThat(health.sizeBytes()).isPositive();
            assertThat(health.generation()).isEqualTo(foreign + "-documents-v" + SearchSchema.VERSION + "-8");
            assertThat(indexes(foreign)).containsExactly(foreign + "-documents-v" + SearchSchema.VERSION + "-8");
        }
    }

    @Test
    void anIndexOfANewerProgramIsNeitherOpenedNorReplaced() {
        String foreign = indexOfSchema(999);
        try (ElasticsearchIndex index = ElasticsearchIndex.open(Archives.settings(node.url(), foreign))) {
            assertThatThrownBy(() -> index.search(QueryParser.parse("viens")))
                    .isInstanceOf(SearchUnavailable.class)
                    .hasMessageContaining("schema version 999")
                    .hasMessageContaining("newer program")
                    .hasMessageContaining("update this node");
            assertThatThrownBy(() -> index.put(List.of())).isInstanceOf(SearchUnavailable.class);
            assertThat(index.health().available()).isFalse();
            assertThat(index.health().rebuildNeeded()).isFalse();
            assertThat(index.health().message()).contains("update this node");

            assertThatThrownBy(index::rebuild)
                    .isInstanceOf(SearchUnavailable.class)
                    .hasMessageContaining("update this node");
        }
        assertThat(indexes(foreign)).containsExactly(foreign + "-documents-v999-7");
    }

    /** The prefix of an archive whose index was built by a program of this schema version. */
    private String indexOfSchema(int version) {
        String foreign = Archives.unusedPrefix();
        String name = foreign + "-documents-v" + version + "-7";
        node.ask("PUT", "/" + name);
        node.ask("PUT", "/" + name + "/_alias/" + foreign + "-documents");
        return foreign;
    }

    private List<String> indexes(String archive) {
        return node.ask("GET", "/_cat/indices/" + archive + "*?h=index").lines().toList();
    }

    @Test
    void documentsWaitWhileANewerVersionOfTheProgramBuildsItsIndex() {
        node.ask("PUT", "/" + prefix + "-documents-v999-8");
        node.ask("PUT", "/" + prefix + "-documents-v999-8/_alias/" + prefix + "-building");

        assertThatThrownBy(() -> one.put(List.of(aDocument(1).build())))
                .isInstanceOf(SearchUnavailable.class)
                .hasMessageContaining("schema version 999");
        assertThat(found(one, "viens")).isEmpty();
    }

    @Test
    void anIndexThatWasDeletedIsSaidToBeMissing() {
        node.ask("DELETE", "/" + prefix + "-documents-v*");

        assertThatThrownBy(() -> one.put(List.of(aDocument(1).build())))
                .isInstanceOf(SearchUnavailable.class)
                .hasMessageContaining("kartoteka reindex");
        assertThatThrownBy(() -> one.search(QueryParser.parse("viens"))).isInstanceOf(SearchUnavailable.class);
        assertThat(node.ask("GET", "/_cat/indices/" + prefix + "*?h=index")).isBlank();
    }

    @Test
    void aNewIndexAsksToBeBuiltFromTheArchiveUntilItWas() {
        assertThat(one.health().rebuildNeeded()).isTrue();
        try (SearchIndex.Rebuild rebuild = one.rebuild()) {
            rebuild.activate();
        }
        assertThat(other.health().rebuildNeeded()).isFalse();
    }

    private static List<DocumentId> found(ElasticsearchIndex index, String typed) {
        return index.search(QueryParser.parse(typed)).hits().stream()
                .map(hit -> hit.document().id())
                .toList();
    }

    private static List<SearchIndex.Entry> entries(ElasticsearchIndex index) {
        List<SearchIndex.Entry> entries = new ArrayList<>();
        index.forEach(entries::add);
        return entries;
    }
}
