package org.kartoteka.server.lucene;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.Weight;
import org.kartoteka.analysis.PagesTokenStream;
import org.kartoteka.server.search.IndexFields;
import org.kartoteka.server.search.Snippets;

/** Reads pages of a hit: of many only the few with most matches, as the index tells. */
final class HitPages {
    private final Weight terms;
    private final IndexReader reader;

    HitPages(Weight terms, IndexReader reader) {
        this.terms = terms;
        this.reader = reader;
    }

    /** The texts of the pages worth reading, by page index. */
    Map<Integer, String> best(int doc, int pageCount) throws IOException {
        return read(doc, candidates(doc, pageCount));
    }

    /** The indexes of the pages worth reading. */
    private BitSet candidates(int doc, int pageCount) throws IOException {
        BitSet pages = new BitSet();
        if (pageCount <= Snippets.PAGES_READ_MAX) {
            pages.set(0, pageCount);
            return pages;
        }
        Map<Integer, Integer> counts = new HashMap<>();
        LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
        Matches matches = terms.matches(leaf, doc - leaf.docBase);
        MatchesIterator places = matches == null ? null : matches.getMatches(IndexFields.TEXT);
        while (places != null && places.next()) {
            int page = places.startPosition() / PagesTokenStream.PAGE_POSITIONS;
            if (page < pageCount) {
                counts.merge(page, 1, Integer::sum);
            }
        }
        counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(Snippets.PAGES_READ_MAX)
                .forEach(count -> pages.set(count.getKey()));
        if (pages.isEmpty()) {
            pages.set(0, Snippets.SNIPPETS_MAX);
        }
        return pages;
    }

    private Map<Integer, String> read(int doc, BitSet wanted) throws IOException {
        Map<Integer, String> texts = new HashMap<>();
        reader.storedFields().document(doc, new StoredFieldVisitor() {
            private int next;

            @Override
            public Status needsField(FieldInfo field) {
                if (!field.name.equals(DocumentMapping.PAGE)) {
                    return Status.NO;
                }
                int page = next++;
                if (page >= wanted.length()) {
                    return Status.STOP;
                }
                return wanted.get(page) ? Status.YES : Status.NO;
            }

            @Override
            public void stringField(FieldInfo field, String value) {
                texts.put(next - 1, value);
            }
        });
        return texts;
    }
}
