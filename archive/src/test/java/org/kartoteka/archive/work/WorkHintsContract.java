package org.kartoteka.archive.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kartoteka.archive.work.WorkList.Kind;

/**
 * What whoever carries hints must do: bring them to a receiver while there is one, return at once whatever happens, and never
 * fail. Losing a hint and bringing it twice are allowed; losing all of them while everything works is not.
 */
@Timeout(180)
public abstract class WorkHintsContract {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Map<String, Integer> received = new ConcurrentHashMap<>();

    /** What receives hints. */
    @FunctionalInterface
    public interface Receiver {
        void receive(Kind kind, String id);
    }

    /** Fresh hints. */
    protected abstract WorkHints hints() throws Exception;

    /** From now on what was offered and is offered comes to the receiver, which works until the test ends. */
    protected abstract void attach(Receiver receiver) throws Exception;

    /** Takes the carrier away, as a stop or a crash would. */
    protected abstract void takeAway() throws Exception;

    /** Ends what the test began. */
    protected abstract void end() throws Exception;

    @AfterEach
    void tearDown() throws Exception {
        end();
    }

    @Test
    void hintOfEachKindComesToItsReceiver() throws Exception {
        WorkHints hints = hints();
        attach(this::note);

        hints.offer(Kind.READ, "batch");
        hints.offer(Kind.INDEX, "document");

        assertThat(until(() -> received.keySet().containsAll(List.of("READ batch", "INDEX document"))))
                .as("%s", received)
                .isTrue();
    }

    @Test
    void manyHintsFromManyThreadsAllCome() throws Exception {
        WorkHints hints = hints();
        attach(this::note);
        List<Thread> threads = new ArrayList<>();

        for (int t = 0; t < 8; t++) {
            int thread = t;
            threads.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 100; i++) {
                    hints.offer(Kind.READ, "b-%d-%d".formatted(thread, i));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(until(() -> received.size() == 800))
                .as("%d came", received.size())
                .isTrue();
    }

    @Test
    void offerNeverFailsAndNeverWaitsBeforeAnyoneReceives() throws Exception {
        WorkHints hints = hints();

        assertThat(timeToOffer(hints, 1_000)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void offerNeverFailsAndNeverWaitsWhileTheCarrierIsAway() throws Exception {
        WorkHints hints = hints();
        attach(this::note);
        hints.offer(Kind.READ, "before");
        assertThat(until(() -> received.containsKey("READ before"))).isTrue();

        takeAway();

        assertThat(timeToOffer(hints, 1_000)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void receiverThatFailsDoesNotKeepOtherHintsFromComing() throws Exception {
        WorkHints hints = hints();
        attach((kind, id) -> {
            note(kind, id);
            if (id.equals("poison")) {
                throw new IllegalStateException("poisoned on purpose");
            }
        });

        hints.offer(Kind.READ, "poison");
        hints.offer(Kind.READ, "good");

        assertThat(until(() -> received.containsKey("READ good") && received.containsKey("READ poison")))
                .as("%s", received)
                .isTrue();
    }

    private void note(Kind kind, String id) {
        received.merge(kind + " " + id, 1, Integer::sum);
    }

    /** How often it came. */
    protected final int received(Kind kind, String id) {
        return received.getOrDefault(kind + " " + id, 0);
    }

    private static Duration timeToOffer(WorkHints hints, int count) {
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            String id = "id-" + i;
            assertThatCode(() -> hints.offer(Kind.READ, id)).doesNotThrowAnyException();
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Looks every now and then, for a while. */
    protected static boolean until(BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || never.await(20, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }
}
