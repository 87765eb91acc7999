package org.kartoteka.server.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearTermsTest {
    private static final String FIELD = "text";
    private static final int TERMS = 4_000;

    @ParameterizedTest
    @CsvSource({"līgums, 1, 1", "sutarties, 2, 1", "~ru:договор, 1, 5", "abcde, 1, 1", "шарттың, 2, 1"})
    void findsWhatLuceneItselfFinds(String wanted, int edits, int right) throws Exception {
        Random random = new Random(7);
        try (Directory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                for (int i = 0; i < TERMS; i++) {
                    Document document = new Document();
                    document.add(new StringField(FIELD, spoilt(wanted, random), Field.Store.NO));
                    writer.addDocument(document);
                    if (i % 1_000 == 0) {
                        writer.commit();
                    }
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                Term term = new Term(FIELD, wanted);

                List<Integer> found = hits(searcher, NearTerms.of(term, edits, right));

                assertThat(found)
                        .isEqualTo(hits(
                                searcher,
                                new FuzzyQuery(term, edits, right, 50, true, MultiTermQuery.CONSTANT_SCORE_REWRITE)))
                        .hasSizeBetween(100, TERMS - 100);
            }
        }
    }

    private static List<Integer> hits(IndexSearcher searcher, Query query) throws Exception {
        return Arrays.stream(searcher.search(query, TERMS).scoreDocs)
                .map(hit -> hit.doc)
                .sorted()
                .toList();
    }

    /** With none to four letters replaced, lost, added or swapped. */
    private static String spoilt(String word, Random random) {
        StringBuilder letters = new StringBuilder(word);
        IntStream.range(0, random.nextInt(5)).forEach(i -> {
            int at = random.nextInt(letters.length());
            switch (random.nextInt(4)) {
                case 0 -> letters.setCharAt(at, 'x');
                case 1 -> letters.insert(at, 'y');
                case 2 -> letters.append(letters.charAt(at)).deleteCharAt(at);
                default ->
                    letters.insert(at == 0 ? 0 : at - 1, letters.charAt(at)).deleteCharAt(at + 1);
            }
        });
        return letters.toString();
    }
}
