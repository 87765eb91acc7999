package org.kartoteka.api.answer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.review.ReviewClaim;
import org.kartoteka.archive.review.ReviewClaim.Claimant;
import org.kartoteka.archive.review.ReviewClaims;
import org.kartoteka.archive.review.ReviewQueue;
import org.kartoteka.archive.search.SearchResult.FacetCount;
import org.kartoteka.archive.search.SearchUnavailable;

/** Says what waits for a person, and hands it out. Safe for use by many threads. */
public final class ReviewAnswers {
    private static final List<String> FACETS = List.of("review", "type", "language", "channel");

    /** Every page shows how many wait; the queue is asked for that no more often than this. */
    private static final Duration COUNT_LASTING = Duration.ofSeconds(10);

    private final ReviewQueue queue;
    private final ReviewClaims claims;
    private final InstantSource clock;
    private volatile @Nullable Counted counted;

    public ReviewAnswers(ReviewQueue queue, ReviewClaims claims, InstantSource clock) {
        this.queue = queue;
        this.claims = claims;
        this.clock = clock;
    }

    private record Counted(Optional<Long> waiting, Instant at) {}

    /**
     * The items from {@code offset} on.
     *
     * @param viewer whose own claims are left out
     * @throws SearchUnavailable the engine cannot answer now
     */
    public ReviewQueueAnswer list(ReviewAsked asked, int offset, int limit, Optional<Claimant> viewer) {
        ReviewQueue.Part part = queue.list(asked.filter(), offset, limit);
        Optional<Instant> oldest = offset == 0
                ? part.items().stream().map(item -> item.arrived().receivedAt()).findFirst()
                : standing(asked).oldest();
        Map<String, List<SearchAnswer.Count>> facets = new TreeMap<>();
        FACETS.forEach(name -> facets.put(name, counts(part.facets().getOrDefault(name, List.of()))));
        return new ReviewQueueAnswer(
                part.waiting(),
                oldest.orElse(null),
                part.items().stream().map(item -> answer(item, viewer)).toList(),
                facets,
                part.offset().orElse(null));
    }

    public ReviewQueue.Standing standing(ReviewAsked asked) {
        return queue.standing(asked.filter());
    }

    /** How many wait, some seconds old; empty where the index cannot be asked. */
    public Optional<Long> waiting() {
        Counted last = counted;
        Instant now = clock.instant();
        if (last == null || now.isAfter(last.at().plus(COUNT_LASTING))) {
            last = new Counted(count(), now);
            counted = last;
        }
        return last.waiting();
    }

    private Optional<Long> count() {
        try {
            return Optional.of(queue.count(ReviewQueue.Filter.NONE));
        } catch (SearchUnavailable _) {
            return Optional.empty();
        }
    }

    /** Claims the next item; empty where nothing can be handed out. {@code behind}: the one that the claimant leaves. */
    public Optional<ReviewItemAnswer> next(ReviewAsked asked, Claimant by, Optional<DocumentId> behind) {
        return queue.next(asked.filter(), by, behind).map(item -> answer(item, Optional.empty()));
    }

    /** Claims one document, or renews the claim. */
    public ReviewClaims.Outcome claim(DocumentId document, Claimant by) {
        return claims.claim(document, by);
    }

    public void giveBack(DocumentId document, Claimant by) {
        claims.giveBack(document, by);
    }

    /** Who has the document now, if it is not this claimant. */
    public Optional<ReviewClaim> claimOfOther(DocumentId document, Claimant by) {
        return claims.of(document).filter(claim -> !claim.by().equals(by));
    }

    /** After a change of the queue that its count should show at once. */
    public void forgetCount() {
        counted = null;
    }

    private static List<SearchAnswer.Count> counts(List<FacetCount> counts) {
        return counts.stream()
                .map(count -> new SearchAnswer.Count(count.value(), count.count()))
                .toList();
    }

    private static ReviewItemAnswer answer(ReviewQueue.Item item, Optional<Claimant> viewer) {
        String id = item.document().id().value();
        return new ReviewItemAnswer(
                id,
                item.document().sequence(),
                item.reading().needsReview(),
                item.reading().type(),
                item.reading().typeScore(),
                item.reading().languages(),
                item.arrived().channel(),
                item.arrived().folder(),
                item.arrived().fileName(),
                item.arrived().receivedAt(),
                item.pageCount(),
                item.claim()
                        .filter(claim -> viewer.filter(claim.by()::equals).isEmpty())
                        .map(ReviewItemAnswer.Claim::of)
                        .orElse(null),
                Map.of(
                        "document", "/api/v1/documents/" + id,
                        "corrections", "/api/v1/documents/" + id + "/corrections",
                        "claim", "/api/v1/review/" + id + "/claim",
                        "page", "/review/" + id));
    }
}
