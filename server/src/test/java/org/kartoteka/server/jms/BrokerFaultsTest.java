package org.kartoteka.server.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.work.DeadLetters.DeadLetter;
import org.kartoteka.archive.work.WorkList.Kind;
import org.kartoteka.server.servers.EmbeddedBroker;

/** What becomes of hints when the broker, its journal, a consumer or a hint itself is at fault. */
@Timeout(180)
class BrokerFaultsTest {
    @TempDir
    static Path folder;

    private static JmsFixture jms;

    private final Map<String, Integer> received = new ConcurrentHashMap<>();

    @BeforeAll
    static void startBroker() {
        jms = new JmsFixture(folder);
    }

    @AfterAll
    static void stopBroker() {
        jms.close();
    }

    @BeforeEach
    void begin() {
        jms.begin();
    }

    @AfterEach
    void end() {
        jms.end();
    }

    @Test
    void hintsThatTheBrokerHadComeAfterItWasKilledAndConsumersReturnByThemselves() throws Exception {
        JmsHints hints = jms.hints();
        for (int i = 0; i < 20; i++) {
            hints.offer(Kind.READ, "kept-" + i);
        }
        JmsFixture.await(() -> jms.count(Kind.READ) == 20);
        CountDownLatch go = new CountDownLatch(1);
        jms.node((kind, id) -> {
            awaitQuietly(go);
            note(id);
        });

        jms.server().kill();
        hints.offer(Kind.READ, "dropped");
        jms.server().restart();
        go.countDown();

        JmsFixture.await(() -> hints.isConnected() && received.size() >= 20);
        assertThat(hints.wereLost()).isTrue();
        hints.offer(Kind.READ, "later");
        JmsFixture.await(() -> received.containsKey("later"));
    }

    @Test
    void journalThatIsGoneLosesHintsAndSaysSo() throws Exception {
        JmsHints hints = jms.hints();
        assertThat(hints.wereLost()).isTrue();
        assertThat(hints.wereLost()).isFalse();
        hints.offer(Kind.READ, "lost");

        jms.server().kill();
        jms.server().deleteJournal();
        jms.server().restart();
        JmsFixture.await(hints::isConnected);

        assertThat(hints.wereLost()).isTrue();
        jms.node((kind, id) -> note(id));
        hints.offer(Kind.READ, "offered again by the sweep");
        JmsFixture.await(() -> received.containsKey("offered again by the sweep"));
    }

    @Test
    void hintOfAConsumerThatEndsInTheMiddleComesToAnother() throws Exception {
        JmsHints hints = jms.hints();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        JmsFixture.Node dying = jms.node((kind, id) -> {
            begun.countDown();
            awaitQuietly(never);
            throw new IllegalStateException("ended in the middle");
        });
        hints.offer(Kind.READ, "batch");
        begun.await();

        jms.node((kind, id) -> note(id));
        Thread stopping = Thread.ofPlatform().start(dying::stop);
        never.countDown();
        stopping.join();

        JmsFixture.await(() -> received.containsKey("batch"));
    }

    @Test
    void longWorkOfOneConsumerDoesNotKeepHintsFromTheOther() throws Exception {
        JmsHints hints = jms.hints();
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(JmsFixture.AT_ONCE);
        jms.node((kind, id) -> {
            begun.countDown();
            awaitQuietly(go);
        });
        for (int i = 0; i < JmsFixture.AT_ONCE; i++) {
            hints.offer(Kind.READ, "long-" + i);
        }
        begun.await();
        JmsFixture.Node free = jms.node((kind, id) -> note(id));

        for (int i = 0; i < 40; i++) {
            hints.offer(Kind.READ, "short-" + i);
        }

        JmsFixture.await(() -> received.size() == 40);
        go.countDown();
        assertThat(free.camel.isStarted()).isTrue();
    }

    @Test
    void poisonedHintBecomesADeadLetterAndIsTriedAgainWhenAsked() throws Exception {
        JmsHints hints = jms.hints();
        JmsDeadLetters dead = new JmsDeadLetters(jms.broker());
        AtomicBoolean mended = new AtomicBoolean();
        jms.node((kind, id) -> {
            note(id);
            if (!mended.get()) {
                throw new IllegalStateException("poisoned on purpose");
            }
        });

        hints.offer(Kind.INDEX, "document");
        JmsFixture.await(() -> !dead.list(10).isEmpty());

        assertThat(dead.list(10)).isEqualTo(List.of(new DeadLetter(Kind.INDEX, "document")));
        assertThat(received).containsEntry("document", EmbeddedBroker.DELIVERIES_MAX);
        mended.set(true);
        assertThat(dead.retry()).isEqualTo(1);
        JmsFixture.await(() -> received.getOrDefault("document", 0) == EmbeddedBroker.DELIVERIES_MAX + 1);
        assertThat(dead.list(10)).isEmpty();
    }

    private void note(String id) {
        received.merge(id, 1, Integer::sum);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
