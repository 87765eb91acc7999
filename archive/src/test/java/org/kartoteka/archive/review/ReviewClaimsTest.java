package org.kartoteka.archive.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.review.ReviewClaim.Claimant;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;

class ReviewClaimsTest {
    private static final DocumentId ID = new DocumentId("20261122-101530123-00000000aa-0001");
    private static final Claimant ANNA = new Claimant(Actor.user("anna"), "a1");
    private static final Claimant BERTA = new Claimant(Actor.user("berta"), "b1");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final ReviewClaims claims = claims();

    private ReviewClaims claims() {
        return new ReviewClaims(store, () -> now, Duration.ofMinutes(10));
    }

    @Test
    void secondOfTwoClerksIsToldWhoHasItAndUntilWhen() {
        assertThat(claims.claim(ID, ANNA)).isInstanceOf(ReviewClaims.Claimed.class);

        ReviewClaims.Outcome second = claims.claim(ID, BERTA);

        assertThat(second)
                .isEqualTo(new ReviewClaims.Taken(new ReviewClaim(ID, ANNA, Instant.parse("2026-11-22T10:10:00Z"))));
        assertThat(claims.of(ID).map(ReviewClaim::by)).contains(ANNA);
    }

    @Test
    void twoBrowsersOfOnePersonAreTwoClaimants() {
        claims.claim(ID, ANNA);

        assertThat(claims.claim(ID, new Claimant(ANNA.actor(), "a2"))).isInstanceOf(ReviewClaims.Taken.class);
    }

    @Test
    void claimThatIsNotRenewedEndsByItself() {
        claims.claim(ID, ANNA);

        now = now.plus(Duration.ofMinutes(10));

        assertThat(claims.of(ID)).isEmpty();
        assertThat(claims.claim(ID, BERTA)).isInstanceOf(ReviewClaims.Claimed.class);
        assertThat(claims.claim(ID, ANNA)).isInstanceOf(ReviewClaims.Taken.class);
    }

    @Test
    void renewedClaimHoldsOnAndLeavesOneObject() {
        claims.claim(ID, ANNA);
        now = now.plus(Duration.ofMinutes(9));
        claims.claim(ID, ANNA);

        now = now.plus(Duration.ofMinutes(9));

        assertThat(claims.claim(ID, BERTA)).isInstanceOf(ReviewClaims.Taken.class);
        assertThat(store.list("todo/", "", 10)).hasSize(1);
    }

    @Test
    void claimOutlivesTheNodeThatServedThePersonAndIsHersOnAnother() {
        claims.claim(ID, ANNA);
        ReviewClaims afterTheCrash = claims();

        assertThat(afterTheCrash.claim(ID, BERTA)).isInstanceOf(ReviewClaims.Taken.class);
        assertThat(afterTheCrash.claim(ID, ANNA)).isInstanceOf(ReviewClaims.Claimed.class);
    }

    @Test
    void givenBackIsFreeAndNobodyGivesBackAnothersClaim() {
        claims.claim(ID, ANNA);
        claims.giveBack(ID, BERTA);
        assertThat(claims.of(ID)).isPresent();

        claims.giveBack(ID, ANNA);

        assertThat(store.list("todo/", "", 10)).isEmpty();
        assertThat(claims.claim(ID, BERTA)).isInstanceOf(ReviewClaims.Claimed.class);
    }

    @Test
    void listRemovesWhatEndedAndWhatIsUnreadable() {
        claims.claim(ID, ANNA);
        DocumentId other = new DocumentId("20261122-101530123-00000000bb-0001");
        store.create(
                new ObjectKey("todo/review/" + other + ".0001"),
                ObjectContent.of("nonsense".getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertThat(claims.all().keySet()).containsExactly(ID);
        assertThat(claims.claim(other, BERTA)).isInstanceOf(ReviewClaims.Claimed.class);
        now = now.plus(Duration.ofHours(1));

        assertThat(claims.all()).isEmpty();
        assertThat(store.list("todo/", "", 10)).isEmpty();
    }
}
