package org.kartoteka.server.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.aDocument;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.id;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.analysis.SearchSchema;
import org.kartoteka.archive.search.QueryParser;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchQuery;
import org.kartoteka.archive.search.SearchResult;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.server.search.IndexHealth;

final class LuceneIndexFolderTest {
    /** A busy machine makes no test fail. */
    private static final Duration PATIENT = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @Test
    void keepsWhatWasFlushedAndNothingElseAfterACrash() throws IOException {
        Path copy = folder.resolve("after-crash");
        try (LuceneSearchIndex index = LuceneSearchIndex.open(folder.resolve("index"))) {
            index.put(List.of(aDocument(1).page("viens").build()));
            index.flush();
            index.put(List.of(aDocument(2).page("divi").build()));
            // What a killed process leaves is what is on disk now.
            copyTree(folder.resolve("index"), copy);
        }

        try (LuceneSearchIndex index = LuceneSearchIndex.open(copy)) {
            assertThat(index.size()).isEqualTo(1);
            assertThat(index.version(id(1))).contains(1L);
            index.put(List.of(aDocument(2).page("divi").build()));
            assertThat(index.size()).isEqualTo(2);
        }
    }

    @Test
    void opensAgainWithWhatWasClosed() {
        try (LuceneSearchIndex index = LuceneSearchIndex.open(folder, PATIENT)) {
            index.put(List.of(aDocument(1).version(3).page("viens").build()));
        }
        try (LuceneSearchIndex index = LuceneSearchIndex.open(folder, PATIENT)) {
            assertThat(index.version(id(1))).contains(3L);
            index.put(List.of(aDocument(1).version(2).page("vecs").build()));
            assertThat(index.version(id(1))).contains(3L);
        }
    }

    @Test
    void refusesASecondProcess() {
        try (LuceneSearchIndex index = LuceneSearchIndex.open(folder, PATIENT)) {
            assertThat(index.health().available()).isTrue();
            assertThatThrownBy(() -> LuceneSearchIndex.open(folder, PATIENT)).isInstanceOf(SearchUnavailable.class);
        }
    }

    @Test
    void doesNotOpenAnotherSchemaVersionButRebuildsBesideIt() throws IOException {
        Files.createDirectories(folder.resolve("999999-7"));
        Files.writeString(folder.resolve("current"), "999999-7\n");
        try (LuceneSearchIndex index = LuceneSearchIndex.open(folder, PATIENT)) {
            assertThatThrownBy(() -> index.search(SearchQuery.all()))
                    .isInstanceOf(SearchUnavailable.class)
                    .hasMessageContaining("schema version 999999")
                    .hasMessageContaining("kartoteka reindex");
            assertThatThrownBy(() -> index.put(List.of())).isInstanceOf(SearchUnavailable.class);
            assertThatThrownBy(index::flush).isInstanceOf(SearchUnavailable.class);
            assertThat(index.health().rebuildNeeded()).isTrue();
            assertThat(index.health().message()).contains("kartoteka reindex");

            rebuildWithOne(index);

            assertThat(index.health().available()).isTrue();
            assertThat(index.health().rebuildNeeded()).isFalse();
            assertThat(index.size()).isEqualTo(2);
            assertThat(folder.resolve("999999-7")).doesNotExist();
            assertThat(Files.readString(folder.resolve("current")).strip()).isEqualTo(generation(8));
        }
    }

    private static void rebuildWithOne(LuceneSearchIndex index) {
        try (SearchIndex.Rebuild rebuild = index.rebuild()) {
            rebuild.put(List.of(aDocument(1).page("viens").build()));
            // While there is no old index, new documents go into the one being built.
            index.put(List.of(aDocument(2).page("divi").build()));
            index.flush();
            rebuild.activate();
        }
    }

    @Test
    void saysThatADamagedIndexIsDamagedAndTakesARebuiltOne() throws IOException {
        try (LuceneSearchIndex index = LuceneSearchIndex.open(folder, PATIENT)) {
            index.put(List.of(aDocument(1).page("viens").build()));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".cfs")).toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        try (LuceneSearchIndex index = LuceneSearchIndex.open(folder, PATIENT)) {
            assertThatThrownBy(() -> index.search(SearchQuery.all()))
                    .isInstanceOf(SearchUnavailable.class)
                    .hasMessageContaining("damaged")
                    .hasMessageContaining("kartoteka reindex");
            rebuildWithOne(index);
            assertThat(index.size()).isEqualTo(2);
        }
    }

    @Test
    void saysThatAnIndexWhoseFolderIsGoneIsDamaged() throws IOException {
        Files.writeString(folder.resolve("current"), generation(3));
        try (LuceneSearchIndex index = LuceneSearchIndex.open(folder, PATIENT)) {
            assertThat(index.health().available()).isFalse();
            assertThat(index.health().message()).contains(generation(3)).contains("kartoteka reindex");
        }
    }

    @Test
    void aNewIndexAsksToBeBuiltFromTheArchiveUntilItWas() {
        try (LuceneSearchIndex index = LuceneSearchIndex.open(folder, PATIENT)) {
            assertThat(index.health().rebuildNeeded()).isTrue();
            index.put(List.of(aDocument(5).page("pieci").build()));
            rebuildWithOne(index);
            assertThat(index.health().rebuildNeeded()).isFalse();
        }
        try (LuceneSearchIndex index = LuceneSearchIndex.open(folder, PATIENT)) {
            assertThat(index.health().rebuildNeeded()).isFalse();
            index.put(List.of(aDocument(6).page("seši").build()));
        }
        try (LuceneSearchIndex index = LuceneSearchIndex.open(folder, PATIENT)) {
            IndexHealth health = index.health();
            assertThat(health.rebuildNeeded()).isFalse();
            assertThat(health.documents()).isEqualTo(3);
            assertThat(health.sizeBytes()).isPositive();
            assertThat(health.generation()).isEqualTo(generation(2));
        }
    }

    @Test
    void deletesWhatAnInterruptedRebuildLeft() throws IOException {
        LuceneSearchIndex.open(folder).close();
        Files.createDirectories(folder.resolve(generation(9)));
        Files.writeString(folder.resolve(generation(9)).resolve("_0.cfs"), "half written");

        LuceneSearchIndex.open(folder).close();

        assertThat(folder.resolve(generation(9))).doesNotExist();
        assertThat(folder.resolve(generation(1))).exists();
    }

    @Test
    void saysThatAResultIsNotCompleteWhenTimeIsUp() {
        try (LuceneSearchIndex index = LuceneSearchIndex.open(folder, Duration.ZERO)) {
            index.put(List.of(aDocument(1).page("viens").build()));

            SearchResult result = index.search(QueryParser.parse("viens"));

            assertThat(result.complete()).isFalse();
        }
    }

    @Test
    void isUnavailableOnceClosed() {
        LuceneSearchIndex index = LuceneSearchIndex.open(folder);
        index.close();

        assertThatThrownBy(() -> index.search(SearchQuery.all())).isInstanceOf(SearchUnavailable.class);
        assertThatThrownBy(() -> index.put(List.of(aDocument(1).build()))).isInstanceOf(SearchUnavailable.class);
        assertThat(index.health().available()).isFalse();
    }

    @Test
    void readsLettersOfTheOtherScriptAndKazakhLettersTypedAsRussian() {
        try (LuceneSearchIndex index = LuceneSearchIndex.open(folder, PATIENT)) {
            index.put(List.of(
                    // The first "а" and "е" are Cyrillic, as recognition mixes them.
                    aDocument(1).page("Sk\u0430idr\u0435 Ozola").build(),
                    aDocument(2)
                            .language("kk")
                            .page("Құрманғалиева Әйгерім шарты")
                            .build(),
                    aDocument(3).page("nolīgu-\nmam derīgs").build()));

            assertThat(count(index, "skaidre")).isEqualTo(1);
            assertThat(count(index, "Курмангалиева айгерим")).isEqualTo(1);
            assertThat(count(index, "Құрманғалиева")).isEqualTo(1);
            assertThat(count(index, "nolīgums")).isEqualTo(1);
            assertThat(index.locate(QueryParser.parse("nolīgumam"), "lv", List.of("a", "nolīgu-\n", "mam", "b")))
                    .containsExactly(1, 2);
        }
    }

    @Test
    void choosesTheBestPagesOfALongDocument() {
        StringBuilder filler = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            filler.append("vārds").append(i % 7).append(' ');
        }
        var document = aDocument(1);
        for (int page = 1; page <= 300; page++) {
            document.page(page == 250 ? filler + "atrastais līgums" : filler.toString());
        }
        try (LuceneSearchIndex index = LuceneSearchIndex.open(folder, PATIENT)) {
            index.put(List.of(document.build()));

            SearchResult.Hit hit =
                    index.search(QueryParser.parse("atrastā līguma")).hits().getFirst();

            assertThat(hit.pageCount()).isEqualTo(300);
            assertThat(hit.snippets())
                    .singleElement()
                    .extracting(SearchResult.Snippet::pageNumber)
                    .isEqualTo(250);
        }
    }

    private static long count(LuceneSearchIndex index, String typed) {
        return index.search(QueryParser.parse(typed)).total();
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static String generation(int number) {
        return SearchSchema.VERSION + "-" + number;
    }
}
