package org.kartoteka.archive.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Fingerprint;
import org.kartoteka.archive.search.InMemoryText.Match;
import org.kartoteka.archive.search.SearchResult.FacetCount;
import org.kartoteka.archive.search.SearchResult.Hit;
import org.kartoteka.archive.search.SearchResult.Piece;
import org.kartoteka.archive.search.SearchResult.Snippet;

/** The reference: reads every document for every query. Folds words, but knows no inflections and forgives no errors. */
public final class InMemorySearchIndex implements SearchIndex {
    private static final int FACET_VALUES_MAX = 20;

    private Generation current = new Generation("index-0");
    private @Nullable Generation next;
    private int rebuilds;

    /** What one index holds, and the versions in which documents were taken away. */
    private static final class Generation {
        private final String name;
        private final Map<DocumentId, IndexedDocument> documents = new HashMap<>();
        private final Map<DocumentId, Long> removed = new HashMap<>();

        Generation(String name) {
            this.name = name;
        }

        void put(IndexedDocument document) {
            if (document.version() > removed.getOrDefault(document.id(), -1L)) {
                documents.merge(document.id(), document, (old, late) -> late.version() >= old.version() ? late : old);
            }
        }

        void remove(DocumentId id, long version) {
            removed.merge(id, version, Math::max);
            documents.computeIfPresent(id, (_, document) -> document.version() > version ? document : null);
        }
    }

    /** Everything that searches can find now, as it was put. */
    public synchronized Map<DocumentId, IndexedDocument> documents() {
        return Map.copyOf(current.documents);
    }

    @Override
    public synchronized void put(List<IndexedDocument> documents) {
        documents.forEach(current::put);
        if (next != null) {
            documents.forEach(next::put);
        }
    }

    @Override
    public synchronized void remove(DocumentId id, long version) {
        current.remove(id, version);
        if (next != null) {
            next.remove(id, version);
        }
    }

    @Override
    public void flush() {
        // Memory is as durable as this gets.
    }

    @Override
    public synchronized SearchResult search(SearchQuery query) {
        List<IndexedDocument> matching = current.documents.values().stream()
                .filter(document -> InMemoryText.of(document).matches(query.terms()))
                .toList();
        Map<String, Predicate<IndexedDocument>> filters = filters(query);
        List<Hit> hits = matching.stream()
                .filter(document -> holds(filters, "", document))
                .sorted(order(query).thenComparing(IndexedDocument::id))
                .map(document -> hit(document, query))
                .toList();
        Map<String, List<FacetCount>> facets = new HashMap<>();
        values().forEach((facet, values) -> {
            Map<String, Long> counts = new HashMap<>();
            matching.stream()
                    .filter(document -> holds(filters, facet, document))
                    .flatMap(document -> new TreeSet<>(values.apply(document)).stream())
                    .forEach(value -> counts.merge(value, 1L, Long::sum));
            facets.put(facet, top(counts));
        });
        int from = Math.min(query.offset(), hits.size());
        int to = Math.min(from + query.limit(), hits.size());
        return new SearchResult(hits.size(), hits.subList(from, to), facets);
    }

    private static Comparator<IndexedDocument> order(SearchQuery query) {
        Comparator<IndexedDocument> oldest = Comparator.comparing(IndexedDocument::receivedAt);
        return query.order() == SearchQuery.Order.OLDEST ? oldest : oldest.reversed();
    }

    private static List<FacetCount> top(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> new FacetCount(count.getKey(), count.getValue()))
                .sorted(Comparator.comparingLong(FacetCount::count).reversed().thenComparing(FacetCount::value))
                .limit(FACET_VALUES_MAX)
                .toList();
    }

    private static boolean holds(
            Map<String, Predicate<IndexedDocument>> filters, String except, IndexedDocument document) {
        return filters.entrySet().stream()
                .allMatch(filter ->
                        filter.getKey().equals(except) || filter.getValue().test(document));
    }

    private static Map<String, Function<IndexedDocument, List<String>>> values() {
        return Map.of(
                "type",
                document -> List.of(document.type()),
                "language",
                IndexedDocument::languages,
                "channel",
                document -> List.of(document.channel()),
                "case",
                IndexedDocument::caseReferences,
                "review",
                IndexedDocument::reviewReasons,
                "month",
                document -> List.of(day(document).toString().substring(0, 7)));
    }

    private static java.time.LocalDate day(IndexedDocument document) {
        return document.documentDate()
                .orElseGet(() -> java.time.LocalDate.ofInstant(document.receivedAt(), java.time.ZoneOffset.UTC));
    }

    private static Map<String, Predicate<IndexedDocument>> filters(SearchQuery query) {
        Map<String, Predicate<IndexedDocument>> filters = new HashMap<>();
        addFilter(filters, "type", query.types());
        addFilter(filters, "language", query.languages());
        addFilter(filters, "channel", query.channels());
        if (query.reviews().contains(SearchQuery.ANY_REVIEW)) {
            filters.put("review", document -> !document.reviewReasons().isEmpty());
        } else {
            addFilter(filters, "review", query.reviews());
        }
        query.caseReference().ifPresent(reference -> addFilter(filters, "case", Set.of(reference)));
        filters.put(
                "month",
                document -> query.from().stream().noneMatch(day(document)::isBefore)
                        && query.to().stream().noneMatch(day(document)::isAfter));
        return filters;
    }

    private static void addFilter(Map<String, Predicate<IndexedDocument>> filters, String facet, Set<String> wanted) {
        Function<IndexedDocument, List<String>> values = Objects.requireNonNull(values().get(facet));
        if (!wanted.isEmpty()) {
            filters.put(facet, document -> values.apply(document).stream().anyMatch(wanted::contains));
        }
    }

    private static Hit hit(IndexedDocument document, SearchQuery query) {
        List<Snippet> snippets = document.pages().stream()
                .map(page -> snippet(page, query))
                .filter(snippet ->
                        query.terms().isEmpty() || snippet.pieces().stream().anyMatch(Piece::marked))
                .sorted(Comparator.comparingLong(snippet ->
                        -snippet.pieces().stream().filter(Piece::marked).count()))
                .limit(3)
                .toList();
        return new Hit(document.head(), document.pages().size(), snippets);
    }

    @Override
    public synchronized List<DocumentId> alike(Fingerprint fingerprint, DocumentId except, int limit) {
        Map<DocumentId, Long> shared = new HashMap<>();
        current.documents.forEach((id, document) -> {
            Set<String> terms = Set.copyOf(document.fingerprint().terms());
            long count = fingerprint.terms().stream().filter(terms::contains).count();
            if (count >= Fingerprint.SHARED_MIN && !id.equals(except)) {
                shared.put(id, count);
            }
        });
        return shared.entrySet().stream()
                .sorted(Map.Entry.<DocumentId, Long>comparingByValue().reversed())
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The text around the first mark. */
    private static Snippet snippet(IndexedDocument.Page page, SearchQuery query) {
        List<Match> matches = new InMemoryText(List.of(page.text())).marks(query.terms());
        String text = page.text();
        int start = matches.isEmpty() ? 0 : Math.max(0, matches.getFirst().start() - 60);
        int end = Math.min(text.length(), start + 240);
        List<Piece> pieces = new ArrayList<>();
        int at = start;
        for (Match match : matches) {
            if (match.end() <= end && match.start() >= at) {
                addPiece(pieces, text.substring(at, match.start()), false);
                addPiece(pieces, text.substring(match.start(), match.end()), true);
                at = match.end();
            }
        }
        addPiece(pieces, text.substring(at, end), false);
        return new Snippet(page.number(), pieces);
    }

    private static void addPiece(List<Piece> pieces, String text, boolean marked) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text.replaceAll("\\s+", " "), marked));
        }
    }

    @Override
    public List<Integer> locate(SearchQuery query, String language, List<String> words) {
        List<Match> matches = new InMemoryText(List.of(String.join(" ", words))).marks(query.terms());
        List<Integer> located = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < words.size(); i++) {
            int from = start;
            int to = start + words.get(i).length();
            if (matches.stream().anyMatch(match -> match.start() < to && match.end() > from)) {
                located.add(i);
            }
            start = to + 1;
        }
        return located;
    }

    @Override
    public synchronized Optional<Long> version(DocumentId id) {
        return Optional.ofNullable(current.documents.get(id)).map(IndexedDocument::version);
    }

    @Override
    public synchronized long size() {
        return current.documents.size();
    }

    @Override
    public synchronized void forEach(Consumer<Entry> consumer) {
        List.copyOf(current.documents.values())
                .forEach(document -> consumer.accept(new Entry(document.id(), document.version())));
    }

    @Override
    public synchronized Rebuild rebuild() {
        if (next != null) {
            throw new RebuildRunning();
        }
        rebuilds++;
        Generation building = new Generation("index-" + rebuilds);
        next = building;
        return new Building(building);
    }

    @Override
    public synchronized State state() {
        return new State(
                current.name,
                Optional.ofNullable(next)
                        .map(building -> new SearchIndex.Building(building.name, building.documents.size())));
    }

    private final class Building implements Rebuild {
        private final Generation building;

        Building(Generation building) {
            this.building = building;
        }

        @Override
        public void put(List<IndexedDocument> documents) {
            synchronized (InMemorySearchIndex.this) {
                checkRunning();
                documents.forEach(building::put);
            }
        }

        @Override
        public void activate() {
            synchronized (InMemorySearchIndex.this) {
                checkRunning();
                current = building;
                next = null;
            }
        }

        @Override
        public void close() {
            synchronized (InMemorySearchIndex.this) {
                if (next == building) {
                    next = null;
                }
            }
        }

        private void checkRunning() {
            if (next != building) {
                throw new IllegalStateException("this rebuild has ended");
            }
        }
    }
}
