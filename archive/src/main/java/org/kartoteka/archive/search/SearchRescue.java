package org.kartoteka.archive.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.search.SearchQuery.Term;

/**
 * Searches, and where nothing is found searches again for less, and says so: first for words that are like those typed, then
 * without the words that nothing has, then without the commonest ones. What is excluded and filtered stays so. The same on every
 * engine. Any number of threads.
 *
 * <p>Looks again a few times at most, and not after two seconds.
 */
public final class SearchRescue {
    private static final int WORDS_MAX = 6;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(2);

    private final SearchIndex index;
    private final Duration timeLimit;

    public SearchRescue(SearchIndex index) {
        this(index, TIME_LIMIT);
    }

    /** As {@link #SearchRescue(SearchIndex)}, beginning no search after that time. */
    public SearchRescue(SearchIndex index, Duration timeLimit) {
        this.index = index;
        this.timeLimit = timeLimit;
    }

    /**
     * What was found.
     *
     * @param instead what was searched instead of what was asked; empty where what was asked was found, or nothing was
     */
    public record Found(SearchResult result, Optional<Instead> instead) {}

    /**
     * What was searched instead.
     *
     * @param query it forgives more than the one asked
     * @param leftOut terms of the one asked that were not searched, in their order
     */
    public record Instead(SearchQuery query, List<Term> leftOut) {
        public Instead {
            leftOut = List.copyOf(leftOut);
        }
    }

    /** Searches for the query, or for as much of it as is there. @throws SearchUnavailable the engine cannot answer now */
    public Found search(SearchQuery query) {
        long until = System.nanoTime() + timeLimit.toNanos();
        SearchResult asked = index.search(query);
        List<Term> wanted =
                query.terms().stream().filter(term -> !term.negated()).toList();
        boolean done = asked.total() > 0 || !asked.complete() || wanted.isEmpty();
        return done
                ? new Found(asked, Optional.empty())
                : rescued(query, wanted, until).orElseGet(() -> new Found(asked, Optional.empty()));
    }

    private Optional<Found> rescued(SearchQuery query, List<Term> wanted, long until) {
        SearchQuery forgiving = query.withMoreForgiveness();
        SearchResult like = index.search(forgiving);
        if (like.total() > 0) {
            return Optional.of(new Found(like, Optional.of(new Instead(forgiving, List.of()))));
        }
        if (wanted.size() == 1 || wanted.size() > WORDS_MAX) {
            return Optional.empty();
        }
        Map<Term, Long> counts = new HashMap<>();
        for (Term term : wanted) {
            if (isLate(until)) {
                return Optional.empty();
            }
            counts.put(
                    term,
                    index.search(forgiving.withTerms(List.of(term)).withWindow(0, 0))
                            .total());
        }
        List<Term> kept = new ArrayList<>(wanted.stream()
                .filter(term -> counts.getOrDefault(term, 0L) > 0)
                .toList());
        while (!kept.isEmpty() && !isLate(until)) {
            List<Term> less = query.terms().stream()
                    .filter(term -> term.negated() || kept.contains(term))
                    .toList();
            SearchQuery fewer = forgiving.withTerms(less);
            SearchResult found = index.search(fewer);
            if (found.total() > 0) {
                List<Term> leftOut =
                        wanted.stream().filter(term -> !kept.contains(term)).toList();
                return Optional.of(new Found(found, Optional.of(new Instead(fewer, leftOut))));
            }
            kept.remove(commonest(kept, counts));
        }
        return Optional.empty();
    }

    /** Of equally common ones the last. */
    private static Term commonest(List<Term> terms, Map<Term, Long> counts) {
        Term commonest = terms.getFirst();
        for (Term term : terms) {
            if (counts.getOrDefault(term, 0L) >= counts.getOrDefault(commonest, 0L)) {
                commonest = term;
            }
        }
        return commonest;
    }

    private static boolean isLate(long until) {
        return System.nanoTime() - until > 0;
    }
}
