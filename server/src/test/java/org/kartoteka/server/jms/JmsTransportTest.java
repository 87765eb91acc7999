package org.kartoteka.server.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.lease.NodeInstance;
import org.kartoteka.archive.lease.WorkClaims;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.work.WorkList.Kind;
import org.kartoteka.routes.WorkInHand;

/** Who may begin which work, of two nodes that hear of the same. No broker is needed for this. */
class JmsTransportTest {
    private static final String BATCH =
            BatchId.next(Instant.parse("2026-11-22T10:00:00Z")).value();

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Set<NodeInstance> dead = new HashSet<>();
    private final NodeInstance one = NodeInstance.starting("one");
    private final JmsTransport first = transport(one);
    private final JmsTransport second = transport(NodeInstance.starting("two"));

    @Test
    void batchInWorkElsewhereIsNotBegun() {
        assertThat(first.accept(Kind.READ, BATCH)).isTrue();

        assertThat(first.accept(Kind.READ, BATCH)).isFalse();
        assertThat(second.accept(Kind.READ, BATCH)).isFalse();
        first.finished(Kind.READ, BATCH);

        assertThat(second.accept(Kind.READ, BATCH)).isTrue();
    }

    @Test
    void batchOfADeadNodeIsBegun() {
        first.accept(Kind.READ, BATCH);

        dead.add(one);

        assertThat(second.accept(Kind.READ, BATCH)).isTrue();
    }

    @Test
    void documentToBeIndexedCostsTheStoreNothing() {
        String document = BATCH + "-0001";

        assertThat(first.accept(Kind.INDEX, document)).isTrue();
        assertThat(first.accept(Kind.INDEX, document)).isFalse();
        first.finished(Kind.INDEX, document);

        assertThat(store.list("", "", 10)).isEmpty();
    }

    private JmsTransport transport(NodeInstance node) {
        Broker broker = new Broker(new BrokerSettings(
                "tcp://127.0.0.1:1", Optional.empty(), "test", Duration.ofSeconds(1), Duration.ofSeconds(1)));
        return new JmsTransport(
                broker,
                new WorkInHand(InstantSource.system()),
                new WorkClaims(store, node, instance -> !dead.contains(instance)));
    }
}
