package org.kartoteka.archive.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.aDocument;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.id;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.search.SearchResult.FacetCount;

/** What every search index promises about versions, removals and rebuilding; words are in its superclass. */
public abstract class SearchIndexRebuildContract extends SearchIndexNamesContract {
    @Test
    void aLateWriteWithALowerVersionChangesNothing() {
        put(aDocument(1).version(5).page("jaunais"));
        put(aDocument(1).version(4).page("vecais"));

        assertThat(found("jaunais")).containsExactly(id(1));
        assertThat(found("vecais")).isEmpty();

        put(aDocument(1).version(5).page("tas pats"));
        put(aDocument(1).version(6).page("visjaunākais"));
        assertThat(found("visjaunākais")).containsExactly(id(1));
        assertThat(index.version(id(1))).contains(6L);
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void tellsItsEntries() {
        put(aDocument(1).version(5), aDocument(2).version(0));
        index.remove(id(2), 1);
        index.remove(id(3), 1);
        put(aDocument(4).version(2));
        index.flush();

        Set<IndexEntries.Entry> entries = new HashSet<>();
        index.forEach(entries::add);

        assertThat(entries)
                .containsExactlyInAnyOrder(new IndexEntries.Entry(id(1), 5), new IndexEntries.Entry(id(4), 2));
        assertThat(index.size()).isEqualTo(2);
        assertThat(index.version(id(2))).isEqualTo(Optional.empty());
        assertThat(index.version(id(4))).contains(2L);
    }

    @Test
    void aRemovedDocumentIsGoneAndMayComeAgain() {
        put(aDocument(1).page("viens"));
        index.remove(id(1), 2);
        assertThat(found("viens")).isEmpty();
        assertThat(found("-viens")).isEmpty();
        assertThat(index.version(id(1))).isEmpty();

        put(aDocument(1).version(3).page("viens"));
        assertThat(found("viens")).containsExactly(id(1));
        assertThat(index.version(id(1))).contains(3L);
    }

    @Test
    void aLateWriteDoesNotBringARemovedDocumentBack() {
        index.remove(id(1), 2);
        put(aDocument(1).version(1).page("viens"), aDocument(2).page("viens"));
        put(aDocument(1).version(2).page("viens"));

        assertThat(found("viens")).containsExactly(id(2));
        assertThat(found("")).containsExactly(id(2));
        assertThat(index.size()).isEqualTo(1);
        assertThat(index.search(QueryParser.parse("")).facets().get("channel"))
                .containsExactly(new FacetCount("post", 1));
    }

    @Test
    void aLateRemovalLeavesANewerVersion() {
        put(aDocument(1).version(3).page("viens"));
        index.remove(id(1), 2);
        assertThat(index.version(id(1))).contains(3L);

        index.remove(id(1), 3);
        index.remove(id(1), 3);
        assertThat(index.version(id(1))).isEmpty();
    }

    @Test
    void searchesTheOldIndexUntilTheNewOneIsActivated() {
        put(aDocument(1).page("vecais"));
        try (SearchIndex.Rebuild rebuild = index.rebuild()) {
            rebuild.put(List.of(aDocument(2).page("jaunais").build()));
            assertThat(found("vecais")).containsExactly(id(1));
            assertThat(found("jaunais")).isEmpty();

            rebuild.activate();
            assertThat(found("jaunais")).containsExactly(id(2));
        }

        assertThat(found("vecais")).isEmpty();
        assertThat(found("jaunais")).containsExactly(id(2));
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void whatIsPutOrRemovedDuringARebuildIsInBothIndexes() {
        put(aDocument(1).version(1).page("pirmais"), aDocument(3).page("trešais"));
        try (SearchIndex.Rebuild rebuild = index.rebuild()) {
            put(aDocument(1).version(2).page("labots"), aDocument(2).page("otrais"));
            index.remove(id(3), 2);
            index.flush();
            assertThat(found("otrais")).containsExactly(id(2));
            rebuild.put(List.of(
                    aDocument(1).version(1).page("pirmais").build(),
                    aDocument(3).page("trešais").build()));
            rebuild.activate();
        }

        assertThat(found("labots")).containsExactly(id(1));
        assertThat(found("otrais")).containsExactly(id(2));
        assertThat(found("trešais")).isEmpty();
        assertThat(index.size()).isEqualTo(2);
        put(aDocument(3).version(3).page("trešais"));
        assertThat(found("trešais")).containsExactly(id(3));
    }

    @Test
    void aDocumentRemovedDuringARebuildBeforeItWasEverIndexedStaysAway() {
        try (SearchIndex.Rebuild rebuild = index.rebuild()) {
            rebuild.put(List.of(aDocument(1).page("pirmais").build()));
            index.remove(id(1), 2);
            index.remove(id(2), 2);
            rebuild.put(List.of(
                    aDocument(1).page("pirmais").build(),
                    aDocument(2).page("otrais").build(),
                    aDocument(3).page("trešais").build()));
            put(aDocument(2).version(2).page("otrais"));
            rebuild.activate();
        }

        assertThat(found("")).containsExactly(id(3));
        assertThat(index.size()).isEqualTo(1);
        assertThat(index.version(id(2))).isEmpty();
        put(aDocument(2).version(2).page("otrais"));
        assertThat(found("otrais")).isEmpty();
    }

    @Test
    void whatIsRemovedAtTheSameMomentAsARebuildBringsItIsGone() throws Exception {
        List<IndexedDocument> all = IntStream.rangeClosed(1, 60)
                .mapToObj(number -> aDocument(number).page("teksts").build())
                .toList();
        try (SearchIndex.Rebuild rebuild = index.rebuild();
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> building = threads.submit(() -> all.forEach(document -> rebuild.put(List.of(document))));
            Future<?> removing = threads.submit(() -> all.forEach(document -> index.remove(document.id(), 2)));
            building.get(2, TimeUnit.MINUTES);
            removing.get(2, TimeUnit.MINUTES);
            rebuild.activate();
        }

        assertThat(found("teksts")).isEmpty();
        assertThat(index.size()).isZero();
    }

    @Test
    void tellsWhatIsSearchedAndWhatIsBeingBuilt() {
        String old = index.state().searched();
        assertThat(index.state().building()).isEmpty();

        try (SearchIndex.Rebuild rebuild = index.rebuild()) {
            assertThat(index.state().searched()).isEqualTo(old);
            String building = index.state().building().orElseThrow().name();
            assertThat(building).isNotEqualTo(old);

            rebuild.activate();
            assertThat(index.state()).isEqualTo(new SearchIndex.State(building, Optional.empty()));
        }
        try (SearchIndex.Rebuild given = index.rebuild()) {
            assertThat(index.state().building()).isPresent();
        }
        assertThat(index.state().building()).isEmpty();
    }

    @Test
    void anAbandonedRebuildLeavesTheOldIndex() {
        put(aDocument(1).page("vecais"));
        try (SearchIndex.Rebuild rebuild = index.rebuild()) {
            rebuild.put(List.of(aDocument(2).page("jaunais").build()));
            assertThatThrownBy(index::rebuild).isInstanceOf(RebuildRunning.class);
        }

        assertThat(found("")).containsExactly(id(1));
        try (SearchIndex.Rebuild again = index.rebuild()) {
            again.activate();
            assertThatThrownBy(() -> again.put(List.of())).isInstanceOf(IllegalStateException.class);
        }
        assertThat(index.size()).isZero();
    }
}
