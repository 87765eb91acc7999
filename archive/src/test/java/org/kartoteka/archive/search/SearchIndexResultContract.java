package org.kartoteka.archive.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.aDocument;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.id;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Fingerprint;
import org.kartoteka.archive.search.SearchResult.FacetCount;
import org.kartoteka.archive.search.SearchResult.Hit;
import org.kartoteka.archive.search.SearchResult.Piece;
import org.kartoteka.archive.search.SearchResult.Snippet;

/** What every search index promises about results; versions and rebuilding are in its superclass, words in that one's. */
public abstract class SearchIndexResultContract extends SearchIndexRebuildContract {

    private SearchResult search(String typed) {
        return index.search(QueryParser.parse(typed));
    }

    @Test
    void givesTheDocumentAsItWasIndexedWithoutItsPages() {
        IndexedDocument document = aDocument(1)
                .version(7)
                .type("complaint")
                .dated("2001-09-17")
                .inCase("L-2001-004512")
                .field("phone", "+37152990174", "52 990174")
                .page("viens")
                .page("divi")
                .build();
        index.put(List.of(document));

        Hit hit = search("divi").hits().getFirst();

        assertThat(hit.pageCount()).isEqualTo(2);
        assertThat(hit.document().pages()).isEmpty();
        assertThat(hit.document())
                .usingRecursiveComparison()
                .ignoringFields("pages")
                .isEqualTo(document);
    }

    @Test
    void findsWhatSharesEnoughOfAFingerprintTheMostAlikeFirst() {
        put(
                aDocument(1).fingerprint(terms(0, 40)),
                aDocument(2).fingerprint(terms(0, 20)),
                aDocument(3).fingerprint(terms(0, Fingerprint.SHARED_MIN)),
                aDocument(4).fingerprint(terms(0, Fingerprint.SHARED_MIN - 1)),
                aDocument(5).page("cits"));
        Fingerprint asked = new Fingerprint(terms(0, 40));

        assertThat(index.alike(asked, id(9), 10)).containsExactly(id(1), id(2), id(3));
        assertThat(index.alike(asked, id(1), 10)).containsExactly(id(2), id(3));
        assertThat(index.alike(asked, id(9), 1)).containsExactly(id(1));
        assertThat(index.alike(Fingerprint.NONE, id(9), 10)).isEmpty();
        assertThat(index.alike(new Fingerprint(terms(50, 60)), id(9), 10)).isEmpty();
    }

    @Test
    void findsWhatWaitsForReviewByItsReasonsOldestFirst() {
        put(
                aDocument(1)
                        .received("2001-10-03T09:00:00Z")
                        .review("type-unsure")
                        .page("rēķins"),
                aDocument(2)
                        .received("2001-10-01T09:00:00Z")
                        .review("low-confidence")
                        .review("type-unsure"),
                aDocument(3).received("2001-10-02T09:00:00Z").page("rēķins rēķins"),
                aDocument(4)
                        .received("2001-10-02T09:00:00Z")
                        .review("page-failed")
                        .type("invoice"));
        SearchQuery all = SearchQuery.all();

        SearchResult unsure = index.search(all.waitingForReview(Set.of("type-unsure")));
        SearchResult any = index.search(all.waitingForReview(Set.of()));

        assertThat(ids(unsure)).containsExactly(id(2), id(1));
        assertThat(unsure.facets().get("review"))
                .as("counts ignore the filter on the same facet")
                .containsExactly(
                        new FacetCount("type-unsure", 2),
                        new FacetCount("low-confidence", 1),
                        new FacetCount("page-failed", 1));
        assertThat(unsure.facets().get("type")).containsExactly(new FacetCount("letter", 2));
        assertThat(ids(any)).containsExactly(id(2), id(4), id(1));
        assertThat(ids(index.search(all.waitingForReview(Set.of("low-confidence", "page-failed")))))
                .containsExactly(id(2), id(4));
        assertThat(ids(index.search(all.waitingForReview(Set.of("type-unsure")).withWindow(1, 1))))
                .containsExactly(id(1));
        assertThat(any.hits().getFirst().document().reviewReasons()).containsExactly("low-confidence", "type-unsure");
        assertThat(index.search(all).total()).isEqualTo(4);
    }

    private static List<DocumentId> ids(SearchResult result) {
        return result.hits().stream().map(hit -> hit.document().id()).toList();
    }

    @Test
    void findsNothingAlikeThatWasTakenAway() {
        put(aDocument(1).version(2).fingerprint(terms(0, 30)), aDocument(2).fingerprint(terms(0, 30)));

        index.remove(id(1), 3);

        assertThat(index.alike(new Fingerprint(terms(0, 30)), id(9), 10)).containsExactly(id(2));
    }

    private static List<String> terms(int from, int to) {
        return IntStream.range(from, to).mapToObj("t%02x"::formatted).toList();
    }

    @Test
    void filtersByTypeLanguageChannelAndCase() {
        put(
                aDocument(1).type("complaint").language("lv").channel("fax").inCase("L-2001-000001"),
                aDocument(2).type("letter").language("lt").channel("post").inCase("L-2001-000002"),
                aDocument(3).type("invoice").language("ru").channel("fax"));

        assertThat(found("type:complaint,letter")).containsExactlyInAnyOrder(id(1), id(2));
        assertThat(found("language:ru")).containsExactly(id(3));
        assertThat(found("channel:fax")).containsExactlyInAnyOrder(id(1), id(3));
        assertThat(found("channel:fax type:complaint")).containsExactly(id(1));
        assertThat(found("case:l-2001-000002")).containsExactly(id(2));
        assertThat(found("case:L-2001-00000")).isEmpty();
        assertThat(found("type:none")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2001, 1 2 3",
        "2001-10, 2 3",
        "2001-10-05, 3",
        "2001-09-30..2001-10-01, 1 2",
        "..2001-09, 1",
        "2001-10-02.., 3 4"
    })
    void filtersByTheDateOnTheDocumentElseByTheDayItCame(String dates, String expected) {
        put(
                aDocument(1).dated("2001-09-30").received("2002-05-05T10:00:00Z"),
                aDocument(2).dated("2001-10-01").received("2002-05-05T10:00:00Z"),
                aDocument(3).received("2001-10-05T23:59:59Z"),
                aDocument(4).dated("2002-01-01"));

        Set<DocumentId> wanted = IntStream.of(java.util.Arrays.stream(expected.split(" "))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .mapToObj(IndexedDocumentBuilder::id)
                .collect(Collectors.toSet());
        assertThat(found("date:" + dates)).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void countsFacetsOverAllHits() {
        put(
                aDocument(1)
                        .type("complaint")
                        .language("lv")
                        .channel("fax")
                        .inCase("A-1")
                        .inCase("A-2")
                        .page("viens"),
                aDocument(2)
                        .type("complaint")
                        .language("lt")
                        .channel("fax")
                        .inCase("A-1")
                        .page("viens"),
                aDocument(3).type("letter").language("lv").dated("2001-09-01").page("viens"),
                aDocument(4).type("other").page("cits"));

        SearchResult result = index.search(QueryParser.parse("viens").withWindow(0, 1));

        assertThat(result.total()).isEqualTo(3);
        assertThat(result.hits()).hasSize(1);
        assertThat(result.complete()).isTrue();
        assertThat(result.facets()).containsOnlyKeys("type", "language", "channel", "case", "month", "review");
        assertThat(result.facets().get("type")).containsExactly(count("complaint", 2), count("letter", 1));
        assertThat(result.facets().get("language")).containsExactly(count("lv", 2), count("lt", 1));
        assertThat(result.facets().get("channel")).containsExactly(count("fax", 2), count("post", 1));
        assertThat(result.facets().get("case")).containsExactly(count("A-1", 2), count("A-2", 1));
        assertThat(result.facets().get("month")).containsExactly(count("2001-10", 2), count("2001-09", 1));
    }

    @Test
    void countsAFacetWithoutItsOwnFilter() {
        put(
                aDocument(1).type("complaint").channel("fax"),
                aDocument(2).type("letter").channel("fax"),
                aDocument(3).type("letter").channel("post").dated("2001-09-01"));

        SearchResult result = search("type:complaint date:2001-10");

        assertThat(result.total()).isEqualTo(1);
        assertThat(result.facets().get("type")).containsExactly(count("complaint", 1), count("letter", 1));
        assertThat(result.facets().get("channel")).containsExactly(count("fax", 1));
        assertThat(result.facets().get("month")).containsExactly(count("2001-10", 1));
        assertThat(search("date:2001-10").facets().get("month"))
                .containsExactly(count("2001-10", 2), count("2001-09", 1));
    }

    @Test
    void givesNoMoreThanTwentyValuesOfAFacet() {
        for (int i = 0; i < 25; i++) {
            put(aDocument(i).type("type" + (char) ('a' + i)));
        }

        List<FacetCount> types = search("").facets().getOrDefault("type", List.of());

        assertThat(types).hasSize(20);
        assertThat(types.getFirst()).isEqualTo(count("typea", 1));
    }

    private static FacetCount count(String value, long count) {
        return new FacetCount(value, count);
    }

    @Test
    void windowsOfAResultFitTogether() {
        for (int i = 0; i < 57; i++) {
            put(aDocument(i).received("2001-10-" + (10 + i % 3) + "T09:00:00Z").page("viens " + "divi ".repeat(i % 4)));
        }
        List<DocumentId> all = new ArrayList<>();
        for (int offset = 0; offset < 60; offset += 10) {
            SearchResult window = index.search(QueryParser.parse("viens").withWindow(offset, 10));
            assertThat(window.total()).isEqualTo(57);
            window.hits().forEach(hit -> all.add(hit.document().id()));
        }

        assertThat(all).hasSize(57).doesNotHaveDuplicates();
        SearchResult whole = index.search(QueryParser.parse("viens").withWindow(0, 100));
        assertThat(whole.hits().stream().map(hit -> hit.document().id())).containsExactlyElementsOf(all);
        assertThat(index.search(QueryParser.parse("viens").withWindow(0, 0)).hits())
                .isEmpty();
        assertThat(index.search(QueryParser.parse("viens").withWindow(10_000, 100))
                        .hits())
                .isEmpty();
    }

    @Test
    void listsTheNewestFirstWhereNothingElseDecides() {
        put(
                aDocument(1).received("2001-10-01T09:00:00Z"),
                aDocument(2).received("2001-10-03T09:00:00Z"),
                aDocument(3).received("2001-10-02T09:00:00Z"));

        assertThat(found("")).containsExactly(id(2), id(3), id(1));
    }

    @Test
    void marksTheWordsInSnippetsAndNamesTheirPages() {
        IndexedDocumentBuilder document = aDocument(1);
        for (int page = 1; page <= 12; page++) {
            String filler = "teksts bez nekā ".repeat(40);
            document.page(
                    page == 7 ? filler + "īpašais vārds\tun līgums " + filler : filler + (page == 11 ? "vārds" : ""));
        }
        put(document);

        List<Snippet> snippets = search("ipasais vards").hits().getFirst().snippets();

        assertThat(snippets).extracting(Snippet::pageNumber).containsExactly(7, 11);
        assertThat(marked(snippets.getFirst())).contains("īpašais vārds");
        assertThat(text(snippets.getFirst()))
                .contains("nekā īpašais vārds un līgums teksts")
                .hasSizeLessThan(400);
        assertThat(marked(snippets.get(1))).isEqualTo("vārds");
    }

    @Test
    void marksPhrasesAndNumbersInSnippetsOnlyWhereTheyMatch() {
        put(aDocument(1).page("Rīgas iela, Rīgas brīvosta, tālr. 7 990552 un 7 lapas"));

        assertThat(marked(snippet("\"rīgas brīvosta\""))).isEqualTo("Rīgas brīvosta");
        assertThat(marked(snippet("7990552"))).isEqualTo("7 990552");
        assertThat(marked(snippet("rīgas -nekas"))).isEqualTo("Rīgas|Rīgas");
    }

    @Test
    void givesTextAsItIsAndAtMostThreeSnippets() {
        IndexedDocumentBuilder document = aDocument(1);
        for (int page = 0; page < 5; page++) {
            document.page("<b>līgums</b> & co");
        }
        put(document);

        assertThat(search("līgums").hits().getFirst().snippets()).hasSize(3);
        assertThat(text(snippet("līgums"))).contains("līgums</b> & co");
        assertThat(marked(snippet(""))).isEmpty();
        assertThat(text(snippet(""))).contains("līgums");
    }

    private Snippet snippet(String typed) {
        return search(typed).hits().getFirst().snippets().getFirst();
    }

    private static String marked(Snippet snippet) {
        return snippet.pieces().stream().filter(Piece::marked).map(Piece::text).collect(Collectors.joining("|"));
    }

    private static String text(Snippet snippet) {
        return snippet.pieces().stream().map(Piece::text).collect(Collectors.joining());
    }
}
