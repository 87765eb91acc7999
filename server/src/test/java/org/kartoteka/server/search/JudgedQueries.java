package org.kartoteka.server.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.aDocument;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.id;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.archive.search.IndexedDocumentBuilder;
import org.kartoteka.archive.search.QueryParser;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchResult;

/** Holds every engine to the same judgements: what a typed query finds among letters in six languages, and what not. */
public abstract class JudgedQueries {
    private static final int PER_LANGUAGE_MIN = 8;

    /** An empty index. */
    protected abstract SearchIndex open() throws Exception;

    protected abstract void close(SearchIndex index) throws Exception;

    private record Judged(String language, String typed, TreeSet<Integer> found) {}

    @Test
    void everyQueryFindsWhatWasJudgedAndNothingElse() throws Exception {
        List<Judged> queries = queries();
        SearchIndex index = open();
        try {
            index.put(texts());
            List<String> wrong = new ArrayList<>();
            for (Judged query : queries) {
                SearchResult result =
                        index.search(QueryParser.parse(query.typed()).withWindow(0, 100));
                TreeSet<Integer> found = new TreeSet<>();
                result.hits().forEach(hit -> found.add(number(hit.document().id())));
                if (!found.equals(query.found()) || result.total() != found.size() || !result.complete()) {
                    wrong.add(query + " but found " + found);
                }
            }
            assertThat(wrong).isEmpty();
        } finally {
            close(index);
        }
    }

    @Test
    void everyLanguageHasItsQueries() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        queries().forEach(query -> counts.merge(query.language(), 1, Integer::sum));

        assertThat(counts).containsOnlyKeys("lv", "lt", "cs", "ru", "kk", "en", "number");
        assertThat(counts.values()).allMatch(count -> count >= PER_LANGUAGE_MIN);
    }

    private static List<IndexedDocument> texts() throws IOException {
        return lines("texts.tsv")
                .map(line -> {
                    String[] cells = line.split("\t");
                    IndexedDocumentBuilder document =
                            aDocument(Integer.parseInt(cells[0])).language(cells[1]);
                    for (String page : cells[2].split("\\|\\|")) {
                        document.page(page.replace("\\n", "\n"));
                    }
                    return document.build();
                })
                .toList();
    }

    private static List<Judged> queries() throws IOException {
        return lines("judged-queries.tsv")
                .map(line -> {
                    String[] cells = line.split("\t");
                    TreeSet<Integer> found = new TreeSet<>();
                    Stream.of(cells[2].split(" ")).map(Integer::valueOf).forEach(found::add);
                    return new Judged(cells[0], cells[1], found);
                })
                .toList();
    }

    private static int number(DocumentId found) {
        for (int number = 1; number < 1000; number++) {
            if (id(number).equals(found)) {
                return number;
            }
        }
        throw new IllegalArgumentException("not one of the texts: " + found);
    }

    private static Stream<String> lines(String file) throws IOException {
        try (InputStream in = JudgedQueries.class.getResourceAsStream("/search/" + file)) {
            return new String(in.readAllBytes(), UTF_8).lines().filter(line -> !line.startsWith("#")).toList().stream();
        }
    }
}
