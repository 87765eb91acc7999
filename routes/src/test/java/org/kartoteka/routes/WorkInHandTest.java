package org.kartoteka.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.work.WorkList;

class WorkInHandTest {
    private static final WorkList.Kind READ = WorkList.Kind.READ;

    private final SettableClock clock = new SettableClock();
    private final WorkInHand inHand = new WorkInHand(clock);

    @Test
    void workIsTakenInHandOnce() {
        assertThat(inHand.begin(READ, "a")).isTrue();
        assertThat(inHand.begin(READ, "a")).isFalse();
        assertThat(inHand.begin(WorkList.Kind.INDEX, "a")).isTrue();
        assertThat(inHand.count(READ)).isOne();

        inHand.end(READ, "a");
        inHand.end(READ, "a");

        assertThat(inHand.count(READ)).isZero();
        assertThat(inHand.begin(READ, "a")).isTrue();
    }

    @Test
    void failedWorkWaitsTwiceAsLongEachTimeUpToAnHour() {
        for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            inHand.failed(READ, "a");
            clock.advance(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(inHand.mayTry(READ, "a")).isFalse();
            clock.advance(Duration.ofSeconds(1));
            assertThat(inHand.mayTry(READ, "a")).isTrue();
        }
    }

    @Test
    void successForgetsEarlierFailures() {
        inHand.failed(READ, "a");
        inHand.failed(READ, "a");

        inHand.succeeded(READ, "a");

        assertThat(inHand.mayTry(READ, "a")).isTrue();
        assertThat(inHand.failed(READ, "a")).isOne();
    }

    @Test
    void whatWasHinderedWaitsNoLongerWhenAnOutageEnds() {
        inHand.failed(READ, "a");
        inHand.hindered(READ, "a");

        inHand.endOutage();

        assertThat(inHand.mayTry(READ, "a")).isTrue();
        assertThat(inHand.hindered(READ, "a")).isEqualTo(3);
        assertThat(inHand.outageEnded()).isTrue();
        assertThat(inHand.outageEnded()).isFalse();
    }

    @Test
    void whatFailedForItselfWaitsOnHoweverOftenAServerComesBack() {
        inHand.hindered(READ, "poison");
        inHand.failed(READ, "poison");

        for (int i = 0; i < 10; i++) {
            inHand.endOutage();
            assertThat(inHand.mayTry(READ, "poison")).isFalse();
        }
        clock.advance(Duration.ofMinutes(2));
        assertThat(inHand.mayTry(READ, "poison")).isTrue();
    }

    @Test
    void hintsBeforeTheRoutesRunAreDropped() {
        new InProcessHints(inHand).offer(READ, "a");

        assertThat(inHand.count(READ)).isZero();
    }
}
