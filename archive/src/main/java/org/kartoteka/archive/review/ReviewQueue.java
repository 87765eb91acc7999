package org.kartoteka.archive.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.review.ReviewClaim.Claimant;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchQuery;
import org.kartoteka.archive.search.SearchResult;

/**
 * What the machine was unsure of and waits for a person, oldest first. The index finds it; events decide: what somebody settled
 * meanwhile is neither shown nor handed out, though the index may still have it. Nothing is stored but the claims. Safe for use by
 * many threads.
 */
public final class ReviewQueue {
    /** Most items that are shown at once. */
    public static final int LISTED_MAX = 50;

    private static final int WINDOW = 50;

    /** Handing out the next item looks no further. */
    private static final int LOOKED_MAX = 2_000;

    /** So many of the oldest are looked at to say how many wait, and since when. */
    private static final int STANDING_LOOKED_MAX = 5;

    private final SearchIndex index;
    private final Archive archive;
    private final ReviewClaims claims;

    public ReviewQueue(SearchIndex index, Archive archive, ReviewClaims claims) {
        this.index = index;
        this.archive = archive;
        this.claims = claims;
    }

    /**
     * Which items are wanted; an empty set = all.
     *
     * @param reasons codes as in {@link DocumentReading#needsReview()}, any of them; so for the others
     */
    public record Filter(Set<String> reasons, Set<String> types, Set<String> languages, Set<String> channels) {
        /** Everything that waits. */
        public static final Filter NONE = new Filter(Set.of(), Set.of(), Set.of(), Set.of());

        public Filter {
            reasons = Set.copyOf(reasons);
            types = Set.copyOf(types);
            languages = Set.copyOf(languages);
            channels = Set.copyOf(channels);
        }

        SearchQuery query(int offset, int limit) {
            SearchQuery all = SearchQuery.all();
            return new SearchQuery(
                            all.terms(),
                            types,
                            languages,
                            channels,
                            all.caseReference(),
                            all.from(),
                            all.to(),
                            offset,
                            limit)
                    .waitingForReview(reasons);
        }
    }

    /**
     * A document that waits.
     *
     * @param arrived how it came, as the index has it; that never changes
     * @param reading what holds, by its events
     * @param claim who looks at it now
     */
    public record Item(
            Document document,
            DocumentReading reading,
            IndexedDocument arrived,
            int pageCount,
            Optional<ReviewClaim> claim) {}

    /**
     * How the queue stands.
     *
     * @param waiting as the index knows it, without those seen to be settled meanwhile
     * @param oldest when the one that waits longest was received; empty where nothing waits
     */
    public record Standing(long waiting, Optional<Instant> oldest) {}

    /**
     * A part of the queue.
     *
     * @param facets as of a search, over the whole queue
     * @param offset of the part behind this one; empty where this is the last
     */
    public record Part(
            long waiting,
            List<Item> items,
            Map<String, List<SearchResult.FacetCount>> facets,
            Optional<Integer> offset) {
        public Part {
            items = List.copyOf(items);
            facets = Map.copyOf(facets);
        }
    }

    /**
     * The items from {@code offset} on, each as its events have it now.
     *
     * @param limit at most {@value #LISTED_MAX}
     */
    public Part list(Filter filter, int offset, int limit) {
        int window = Math.min(limit, LISTED_MAX);
        SearchResult found = index.search(filter.query(offset, window));
        Map<DocumentId, ReviewClaim> claimed = claims.all();
        List<Item> items = new ArrayList<>();
        for (SearchResult.Hit hit : found.hits()) {
            waiting(hit, Optional.ofNullable(claimed.get(hit.document().id()))).ifPresent(items::add);
        }
        int settled = found.hits().size() - items.size();
        int next = offset + window;
        boolean more = window > 0 && next < found.total() && next <= SearchQuery.OFFSET_MAX;
        return new Part(found.total() - settled, items, found.facets(), more ? Optional.of(next) : Optional.empty());
    }

    /** How many wait, as the index knows it: the cheapest question. */
    public long count(Filter filter) {
        return index.search(filter.query(0, 0)).total();
    }

    /** How many wait, and since when. */
    public Standing standing(Filter filter) {
        SearchResult found = index.search(filter.query(0, STANDING_LOOKED_MAX));
        List<Item> waiting = found.hits().stream()
                .flatMap(hit -> waiting(hit, Optional.empty()).stream())
                .toList();
        int settled = found.hits().size() - waiting.size();
        return new Standing(
                found.total() - settled,
                waiting.stream().map(item -> item.arrived().receivedAt()).findFirst());
    }

    /**
     * Claims the oldest item that nobody else has, and hands it out.
     *
     * @param behind the item the claimant had before and leaves where it is: those behind it come first, then from the start,
     *     and that one itself not at all
     * @return empty where nothing is left that could be handed out
     */
    public Optional<Item> next(Filter filter, Claimant by, Optional<DocumentId> behind) {
        Map<DocumentId, ReviewClaim> claimed = claims.all();
        Optional<Instant> left = behind.flatMap(this::receivedAt);
        List<SearchResult.Hit> before = new ArrayList<>();
        for (int offset = 0; offset < LOOKED_MAX; offset += WINDOW) {
            List<SearchResult.Hit> hits =
                    index.search(filter.query(offset, WINDOW)).hits();
            for (SearchResult.Hit hit : hits) {
                IndexedDocument document = hit.document();
                if (behind.filter(document.id()::equals).isPresent() || isOthers(claimed, document.id(), by)) {
                    continue;
                }
                if (left.isPresent() && isBefore(document, left.get(), behind.orElseThrow())) {
                    before.add(hit);
                    continue;
                }
                Optional<Item> item = claim(hit, by);
                if (item.isPresent()) {
                    return item;
                }
            }
            if (hits.size() < WINDOW) {
                break;
            }
        }
        return before.stream().flatMap(hit -> claim(hit, by).stream()).findFirst();
    }

    /** The items before the one that was left are offered again once there is none behind it. */
    private static boolean isBefore(IndexedDocument document, Instant left, DocumentId behind) {
        int byTime = document.receivedAt().compareTo(left);
        return byTime < 0 || (byTime == 0 && document.id().compareTo(behind) < 0);
    }

    private Optional<Instant> receivedAt(DocumentId id) {
        return archive.documents()
                .find(id)
                .map(document -> archive.batches().arrival(document.batch()).receivedAt());
    }

    private static boolean isOthers(Map<DocumentId, ReviewClaim> claimed, DocumentId id, Claimant by) {
        ReviewClaim claim = claimed.get(id);
        return claim != null && !claim.by().equals(by);
    }

    private Optional<Item> claim(SearchResult.Hit hit, Claimant by) {
        Optional<Item> item = waiting(hit, Optional.empty());
        if (item.isEmpty()) {
            return item;
        }
        return switch (claims.claim(hit.document().id(), by)) {
            case ReviewClaims.Claimed(ReviewClaim mine) -> stillWaiting(hit, mine);
            case ReviewClaims.Taken _ -> Optional.empty();
        };
    }

    /** Somebody may have settled it, and given it back, between the look and the claim. */
    private Optional<Item> stillWaiting(SearchResult.Hit hit, ReviewClaim mine) {
        Optional<Item> item = waiting(hit, Optional.of(mine));
        if (item.isEmpty()) {
            claims.giveBack(mine.document(), mine.by());
        }
        return item;
    }

    private Optional<Item> waiting(SearchResult.Hit hit, Optional<ReviewClaim> claim) {
        return archive.documents().find(hit.document().id()).flatMap(document -> {
            DocumentReading reading = archive.readings().of(document);
            return reading.needsReview().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Item(document, reading, hit.document(), hit.pageCount(), claim));
        });
    }
}
