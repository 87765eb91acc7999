package org.kartoteka.server.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.kartoteka.archive.search.SearchResult.FacetCount;
import org.kartoteka.server.search.IndexFields;

/** Counts the values of facets over all hits. */
final class FacetCounts implements CollectorManager<FacetCounts.Counter, Map<String, List<FacetCount>>> {
    private final List<String> facets;

    FacetCounts(List<String> facets) {
        this.facets = List.copyOf(facets);
    }

    @Override
    public Counter newCollector() {
        return new Counter(facets);
    }

    @Override
    public Map<String, List<FacetCount>> reduce(Collection<Counter> counters) throws IOException {
        Map<String, List<FacetCount>> result = new HashMap<>();
        for (String facet : facets) {
            Map<String, Long> sums = new HashMap<>();
            for (Counter counter : counters) {
                for (Segment segment : counter.segments) {
                    segment.addTo(facet, sums);
                }
            }
            result.put(facet, top(sums));
        }
        return result;
    }

    private static List<FacetCount> top(Map<String, Long> sums) {
        return sums.entrySet().stream()
                .map(sum -> new FacetCount(sum.getKey(), sum.getValue()))
                .sorted(Comparator.comparingLong(FacetCount::count).reversed().thenComparing(FacetCount::value))
                .limit(IndexFields.FACET_VALUES_MAX)
                .toList();
    }

    /** Counts in one thread. */
    static final class Counter implements Collector {
        private final List<String> facets;
        private final List<Segment> segments = new ArrayList<>();

        private Counter(List<String> facets) {
            this.facets = facets;
        }

        @Override
        public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
            Segment segment = new Segment(context, facets);
            segments.add(segment);
            return segment;
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }

    /** Counts by ordinal, which are a segment's own numbers for its values. */
    private static final class Segment implements LeafCollector {
        private final List<String> facets;
        private final SortedSetDocValues[] values;
        private final int[][] counts;

        Segment(LeafReaderContext context, List<String> facets) throws IOException {
            this.facets = facets;
            this.values = new SortedSetDocValues[facets.size()];
            this.counts = new int[facets.size()][];
            for (int i = 0; i < values.length; i++) {
                values[i] = DocValues.getSortedSet(context.reader(), facets.get(i));
                counts[i] = new int[Math.toIntExact(values[i].getValueCount())];
            }
        }

        @Override
        public void setScorer(Scorable scorer) {
            // Counting needs no scores.
        }

        @Override
        public void collect(int doc) throws IOException {
            for (int i = 0; i < values.length; i++) {
                SortedSetDocValues value = values[i];
                if (value.advanceExact(doc)) {
                    for (int n = value.docValueCount(); n > 0; n--) {
                        counts[i][(int) value.nextOrd()]++;
                    }
                }
            }
        }

        void addTo(String facet, Map<String, Long> sums) throws IOException {
            int index = facets.indexOf(facet);
            int[] counted = counts[index];
            for (int ord = 0; ord < counted.length; ord++) {
                if (counted[ord] > 0) {
                    sums.merge(values[index].lookupOrd(ord).utf8ToString(), (long) counted[ord], Long::sum);
                }
            }
        }
    }
}
