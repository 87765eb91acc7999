package org.kartoteka.archive.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;

class NodesTest {
    private static final Duration LIFE = Duration.ofSeconds(20);
    private static final Duration BEAT = Duration.ofSeconds(5);

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void oneNodeDoesTheUpkeepAndAnotherTakesItOverWhenItDies() {
        Nodes one = node("one", true);
        Nodes two = node("two", true);
        Nodes door = node("door", false);
        beat(one, two, door);
        assertThat(one.isUpkeeper()).isTrue();
        assertThat(two.isUpkeeper()).isFalse();

        for (int i = 0; i < 5; i++) {
            beat(two, door);
        }

        assertThat(one.isUpkeeper()).isFalse();
        assertThat(two.isUpkeeper()).isTrue();
        assertThat(door.isUpkeeper()).isFalse();
        assertThat(door.living()).containsExactly("door", "two");
        assertThat(door.isAlive("one")).isFalse();
        assertThat(door.isAlive(one.self())).isFalse();
    }

    @Test
    void nodeThatLeavesIsGoneAtOnce() {
        Nodes one = node("one", true);
        Nodes two = node("two", true);
        beat(one, two);

        one.leave();
        beat(two);

        assertThat(two.isUpkeeper()).isTrue();
        assertThat(two.living()).containsExactly("two");
    }

    @Test
    void restartedNodeLivesAndItsEarlierLifeDoesNot() {
        Nodes before = node("one", false);
        Nodes two = node("two", false);
        beat(before, two);
        Nodes after = node("one", false);

        beat(after, two);

        assertThat(two.isAlive(before.self())).isFalse();
        assertThat(two.isAlive(after.self())).isTrue();
        assertThat(two.isAlive("one")).isTrue();
        assertThat(after.hasItsName()).isTrue();
    }

    @Test
    void ofTwoNodesWithOneNameTheFirstNoticesAndDoesNotFight() {
        Nodes first = node("one", false);
        beat(first);
        Nodes second = node("one", false);
        beat(second);

        beat(first, second);
        beat(first, second);

        assertThat(first.hasItsName()).isFalse();
        assertThat(second.hasItsName()).isTrue();
    }

    @Test
    void nodesWhoseBeatsTakeLongerThanTheLeaseGoOnWhereNobodyElseBeatsFaster() {
        Nodes one = node("one", true);
        Nodes two = node("two", true);
        beat(one, two);
        beat(one, two);

        for (int i = 0; i < 5; i++) {
            nanos.addAndGet(LIFE.toNanos());
            assertThat(two.isAlive(one.self())).isTrue();
            assertThat(one.living()).contains("two");
            beat(one, two);

            assertThat(one.isUpkeeper()).isTrue();
            assertThat(one.hasItsName()).isTrue();
            assertThat(two.isUpkeeper()).isFalse();
            assertThat(two.hasItsName()).isTrue();
        }
    }

    @Test
    void aBeatCostsFewRequests() {
        CountingStore counting = new CountingStore(store);
        Nodes one = new Nodes(counting, NodeInstance.starting("one"), LIFE, false, nanos::get);
        beat(one);
        counting.requests = 0;

        one.beat();

        assertThat(counting.requests).isEqualTo(3);
    }

    private Nodes node(String name, boolean doesUpkeep) {
        return new Nodes(store, NodeInstance.starting(name), LIFE, doesUpkeep, nanos::get);
    }

    private void beat(Nodes... nodes) {
        nanos.addAndGet(BEAT.toNanos());
        for (Nodes node : nodes) {
            node.beat();
        }
    }

    /** Counts what a store would bill. */
    private static final class CountingStore implements ObjectStore {
        private final InMemoryObjectStore delegate;
        int requests;

        CountingStore(InMemoryObjectStore delegate) {
            this.delegate = delegate;
        }

        @Override
        public void create(ObjectKey key, ObjectContent content) {
            requests++;
            delegate.create(key, content);
        }

        @Override
        public InputStream open(ObjectKey key) {
            requests++;
            return delegate.open(key);
        }

        @Override
        public InputStream open(ObjectKey key, long offsetBytes, long lengthBytes) {
            requests++;
            return delegate.open(key, offsetBytes, lengthBytes);
        }

        @Override
        public OptionalLong size(ObjectKey key) {
            requests++;
            return delegate.size(key);
        }

        @Override
        public List<ObjectKey> list(String prefix, String after, int limit) {
            requests++;
            return delegate.list(prefix, after, limit);
        }

        @Override
        public void delete(ObjectKey key) {
            requests++;
            delegate.delete(key);
        }
    }
}
