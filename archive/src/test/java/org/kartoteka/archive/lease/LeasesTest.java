package org.kartoteka.archive.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;

@Timeout(60)
class LeasesTest {
    private static final Duration LIFE = Duration.ofSeconds(20);

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final AtomicLong nanos = new AtomicLong(-5);

    @Test
    void firstToAskHoldsItAndTheOtherDoesNot() {
        Leases first = leases("first");
        Leases second = leases("second");

        assertThat(acquire(first)).isTrue();
        assertThat(acquire(second)).isFalse();

        assertThat(first.holds("upkeep")).isTrue();
        assertThat(second.holds("upkeep")).isFalse();
    }

    @Test
    void renewedLeaseIsHeldForEverAndLeavesOneObject() {
        Leases first = leases("first");
        Leases second = leases("second");
        acquire(first);

        for (int i = 0; i < 50; i++) {
            pass(Duration.ofSeconds(15));
            first.renew();
            assertThat(acquire(second)).isFalse();
        }

        assertThat(first.holds("upkeep")).isTrue();
        assertThat(keys()).containsExactly("lease/upkeep/0000000051");
    }

    @Test
    void leaseOfADeadHolderIsTakenAfterItsTimeAndNotBefore() {
        Leases first = leases("first");
        Leases second = leases("second");
        acquire(first);
        assertThat(acquire(second)).isFalse();

        pass(LIFE.minusMillis(1));
        assertThat(acquire(second)).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(first.holds("upkeep")).isFalse();

        assertThat(acquire(second)).isTrue();
        assertThat(keys()).containsExactly("lease/upkeep/0000000002");
    }

    @Test
    void whoComesLateCallsNobodyDeadThatItDidNotWatch() {
        acquire(leases("first"));
        pass(Duration.ofDays(1));

        Leases second = leases("second");

        assertThat(acquire(second)).isFalse();
        pass(LIFE);
        assertThat(acquire(second)).isTrue();
    }

    @Test
    void holderThatWasAwayTooLongGivesWay() {
        Leases first = leases("first");
        Leases second = leases("second");
        acquire(first);
        acquire(second);
        pass(LIFE);
        acquire(second);

        first.renew();

        assertThat(first.holds("upkeep")).isFalse();
        assertThat(second.holds("upkeep")).isTrue();
        assertThat(acquire(first)).isFalse();
    }

    @Test
    void releasedLeaseIsFreeAtOnceAndSequencesGoOn() {
        Leases first = leases("first");
        Leases second = leases("second");
        acquire(first);

        first.release("upkeep");

        assertThat(first.holds("upkeep")).isFalse();
        second.observe();
        assertThat(second.isAlive("upkeep")).isFalse();
        assertThat(acquire(second)).isTrue();
        assertThat(keys()).containsExactly("lease/upkeep/0000000003");
    }

    @Test
    void successorOfTheSameNameTakesOverWithoutWaiting() {
        acquire(leases("first"));
        Leases reborn = leases("first");

        assertThat(reborn.acquire("upkeep", holder -> holder.node().equals("first")))
                .isTrue();
    }

    @Test
    void renewalWhoseReplyWasLostIsRecognisedAsOurs() {
        LosingReplies losing = new LosingReplies(store);
        Leases first = new Leases(losing, NodeInstance.starting("first"), LIFE, nanos::get);
        losing.lose = true;
        assertThatThrownBy(() -> acquire(first)).isInstanceOf(ObjectStoreException.Unavailable.class);
        assertThat(acquire(first)).isTrue();

        losing.lose = true;
        assertThatThrownBy(first::renew).isInstanceOf(ObjectStoreException.Unavailable.class);
        assertThat(first.holds("upkeep")).isTrue();
        first.renew();

        assertThat(first.holds("upkeep")).isTrue();
        assertThat(acquire(leases("second"))).isFalse();
    }

    @Test
    void holderThatCannotRenewKnowsThatItLostTheLease() {
        LosingReplies losing = new LosingReplies(store);
        Leases first = new Leases(losing, NodeInstance.starting("first"), LIFE, nanos::get);
        acquire(first);
        losing.away = true;

        pass(LIFE.minusSeconds(1));
        assertThatThrownBy(first::renew).isInstanceOf(ObjectStoreException.Unavailable.class);
        assertThat(first.holds("upkeep")).isTrue();
        pass(Duration.ofSeconds(1));

        assertThat(first.holds("upkeep")).isFalse();
    }

    @Test
    void ofManyThatRaceOneWins() throws Exception {
        for (int round = 0; round < 20; round++) {
            String name = "race-" + round;
            CountDownLatch go = new CountDownLatch(1);
            List<Callable<Boolean>> racers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Leases leases = leases("racer-" + i);
                racers.add(() -> {
                    go.await();
                    return leases.acquire(name, _ -> false);
                });
            }
            int winners = 0;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Boolean>> results =
                        racers.stream().map(threads::submit).toList();
                go.countDown();
                for (Future<Boolean> result : results) {
                    winners += result.get() ? 1 : 0;
                }
            }
            assertThat(winners).as(name).isEqualTo(1);
        }
    }

    @Test
    void observerTellsTheLivingFromTheDead() {
        Leases observer = leases("observer");
        Leases living = leases("living");
        Leases dying = leases("dying");
        living.acquire("node-living", _ -> false);
        dying.acquire("node-dying", _ -> false);
        observer.observe();

        for (int i = 0; i < 4; i++) {
            pass(Duration.ofSeconds(5));
            living.renew();
            observer.observe();
        }

        assertThat(observer.isAlive("node-living")).isTrue();
        assertThat(observer.isAlive("node-dying")).isFalse();
        assertThat(observer.isAlive("node-never-seen")).isFalse();
        assertThat(leases("newcomer").isAlive("node-never-seen")).isTrue();
    }

    @Test
    void observerThatDidNotLookCallsNobodyDead() {
        Leases observer = leases("observer");
        Leases living = leases("living");
        living.acquire("node-living", _ -> false);
        observer.observe();

        pass(LIFE.multipliedBy(3));
        assertThat(observer.isAlive("node-living")).isTrue();
        living.renew();
        observer.observe();
        assertThat(observer.isAlive("node-living")).isTrue();

        pass(LIFE);
        observer.observe();
        assertThat(observer.isAlive("node-living")).isFalse();
    }

    private Leases leases(String node) {
        return new Leases(store, NodeInstance.starting(node), LIFE, nanos::get);
    }

    private static boolean acquire(Leases leases) {
        return leases.acquire("upkeep", _ -> false);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private List<String> keys() {
        return store.list("lease/", "", 1_000).stream()
                .map(ObjectKey::value)
                .filter(key -> key.startsWith("lease/upkeep"))
                .toList();
    }

    /** Does what it is told and, where asked to, says that it failed; or is not there at all. */
    static final class LosingReplies implements ObjectStore {
        private final ObjectStore delegate;
        boolean lose;
        boolean away;

        LosingReplies(ObjectStore delegate) {
            this.delegate = delegate;
        }

        @Override
        public void create(ObjectKey key, ObjectContent content) {
            checkThere();
            delegate.create(key, content);
            if (lose) {
                lose = false;
                throw new ObjectStoreException.Unavailable("reply lost on purpose", new IOException());
            }
        }

        @Override
        public InputStream open(ObjectKey key) {
            checkThere();
            return delegate.open(key);
        }

        @Override
        public InputStream open(ObjectKey key, long offsetBytes, long lengthBytes) {
            checkThere();
            return delegate.open(key, offsetBytes, lengthBytes);
        }

        @Override
        public OptionalLong size(ObjectKey key) {
            checkThere();
            return delegate.size(key);
        }

        @Override
        public List<ObjectKey> list(String prefix, String after, int limit) {
            checkThere();
            return delegate.list(prefix, after, limit);
        }

        @Override
        public void delete(ObjectKey key) {
            checkThere();
            delegate.delete(key);
        }

        private void checkThere() {
            if (away) {
                throw new ObjectStoreException.Unavailable("away on purpose", new IOException());
            }
        }
    }
}
