package org.kartoteka.api.rest;

import org.kartoteka.archive.review.ReviewClaim;

/** Somebody else looks at the document now. */
final class ClaimedByOther extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ReviewClaim claim;

    ClaimedByOther(ReviewClaim claim) {
        super("document %s is claimed".formatted(claim.document()), null, false, false);
        this.claim = claim;
    }

    ReviewClaim claim() {
        return claim;
    }
}
