package org.kartoteka.routes.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.kartoteka.routes.SettableClock;

class OffersTest {
    private static final Duration SWEEP = Duration.ofSeconds(20);

    private final SettableClock clock = new SettableClock();
    private final Offers offers = new Offers();

    @Test
    void waitingMarkerIsOfferedEverMoreSeldom() {
        assertThat(offersWithin(Duration.ofHours(10))).isBetween(8, 14);
    }

    @Test
    void lostHintIsOfferedAgainNoLaterThanTwiceTheTimeItWaited() {
        offersWithin(Duration.ofHours(1));

        assertThat(offersWithin(Duration.ofHours(1).plus(SWEEP))).isPositive();
    }

    @Test
    void everythingIsOfferedAtOnceWhenHintsWereLost() {
        offersWithin(Duration.ofHours(3));

        offers.forgetAll();

        assertThat(offers.isDue("marker", clock.instant())).isTrue();
    }

    @Test
    void markerThatIsGoneIsForgotten() {
        offersWithin(Duration.ofHours(3));
        offers.forgetTheRest();
        offers.forgetTheRest();

        assertThat(offers.isDue("marker", clock.instant())).isTrue();
    }

    private int offersWithin(Duration time) {
        int count = 0;
        for (Duration past = Duration.ZERO; past.compareTo(time) < 0; past = past.plus(SWEEP)) {
            count += offers.isDue("marker", clock.instant()) ? 1 : 0;
            clock.advance(SWEEP);
        }
        return count;
    }
}
