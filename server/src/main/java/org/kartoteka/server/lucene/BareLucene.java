package org.kartoteka.server.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.kartoteka.analysis.TextAnalysis;
import org.kartoteka.archive.search.QueryParser;
import org.kartoteka.server.search.Clause;
import org.kartoteka.server.search.IndexFields;
import org.kartoteka.server.search.QueryAnalysis;

/**
 * The yardstick of the benchmark of search: the same terms in the same index, asked as plainly as Lucene can be asked. No other forms of a word, no
 * errors forgiven, no filters, no counts, no texts of the hits; and hits are only counted up to Lucene's own threshold.
 */
public final class BareLucene implements AutoCloseable {
    private static final int HITS = 20;

    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final QueryAnalysis analysis = new QueryAnalysis(new TextAnalysis());

    private BareLucene(DirectoryReader reader) {
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
    }

    /** A question, ready to be asked. */
    public interface Question {
        /** Answers it. */
        void ask() throws IOException;
    }

    /** @param index a folder of the embedded engine, flushed */
    public static BareLucene open(Path index) throws IOException {
        String generation = Files.readString(index.resolve("current")).strip();
        return new BareLucene(DirectoryReader.open(FSDirectory.open(index.resolve(generation))));
    }

    /** The question, with all that comes before Lucene is asked. */
    public Question question(String typed) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        analysis.clauses(QueryParser.parse(typed)).forEach(clause -> all.add(plain(clause), Occur.MUST));
        Query query = all.build();
        return () -> searcher.search(query, HITS);
    }

    private static Query plain(Clause clause) {
        return switch (clause) {
            case Clause.OneWord word -> new TermQuery(text(word.exact()));
            case Clause.Beginning beginning -> new PrefixQuery(text(beginning.prefix()));
            case Clause.Sequence sequence -> phrase(sequence.places());
            case Clause.AnyOf any ->
                new TermInSetQuery(
                        IndexFields.TEXT,
                        any.terms().stream().map(BytesRef::new).toList());
            case Clause.InNames names -> {
                BooleanQuery.Builder words = new BooleanQuery.Builder();
                names.words().forEach(word -> words.add(new TermQuery(text(word.exact())), Occur.MUST));
                yield words.build();
            }
            case Clause.Nothing _ -> new MatchNoDocsQuery("nothing to look for");
        };
    }

    private static Query phrase(List<List<String>> places) {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        places.forEach(place -> phrase.add(text(place.getFirst())));
        return phrase.build();
    }

    private static Term text(String term) {
        return new Term(IndexFields.TEXT, term);
    }

    @Override
    public void close() throws IOException {
        reader.close();
        reader.directory().close();
    }
}
