package org.kartoteka.routes.reading;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.kartoteka.routes.RetryLater;

/**
 * Lets the calls of several batches to the reader take turns: as many calls are under way as the reader can serve, and of
 * those that wait, each batch has one go before any has its next (round robin, J. Nagle, "On packet switches with infinite
 * storage", 1987). So a letter that comes behind a book waits for one page of each batch in work, not for the book; and no
 * stream of letters keeps a book from being read.
 *
 * <p>Any number of threads may call. A batch costs nothing while none of its calls waits.
 */
final class Turns {
    private final int atOnce;

    /** Calls that wait, by batch; the batch whose turn it is comes first. */
    private final Map<String, Deque<CountDownLatch>> waiting = new LinkedHashMap<>();

    private int underWay;

    /** @param atOnce calls let through together, at least 1 */
    Turns(int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least one call at a time: " + atOnce);
        }
        this.atOnce = atOnce;
    }

    /**
     * Makes the call when it is the batch's turn, in this thread; waits until then.
     *
     * @throws RetryLater the thread was interrupted while it waited
     */
    <T> T take(String batch, Supplier<T> call) {
        await(batch);
        try {
            return call.get();
        } finally {
            passOn();
        }
    }

    /** How many calls wait for their turn. */
    synchronized int waiting() {
        return waiting.values().stream().mapToInt(Deque::size).sum();
    }

    private void await(String batch) {
        CountDownLatch turn = new CountDownLatch(1);
        synchronized (this) {
            if (underWay < atOnce) {
                underWay++;
                return;
            }
            waiting.computeIfAbsent(batch, _ -> new ArrayDeque<>()).add(turn);
        }
        try {
            turn.await();
        } catch (InterruptedException e) {
            giveUp(batch, turn);
            Thread.currentThread().interrupt();
            throw new RetryLater("interrupted", e);
        }
    }

    private void giveUp(String batch, CountDownLatch turn) {
        boolean wasGiven;
        synchronized (this) {
            Deque<CountDownLatch> calls = waiting.get(batch);
            wasGiven = calls == null || !calls.remove(turn);
            if (calls != null && calls.isEmpty()) {
                waiting.remove(batch);
            }
        }
        if (wasGiven) {
            passOn();
        }
    }

    /** A call has ended: the first batch has its turn, and stands behind the others for its next. */
    private void passOn() {
        CountDownLatch turn;
        synchronized (this) {
            if (waiting.isEmpty()) {
                underWay--;
                return;
            }
            Map.Entry<String, Deque<CountDownLatch>> first =
                    waiting.entrySet().iterator().next();
            Deque<CountDownLatch> calls = first.getValue();
            waiting.remove(first.getKey());
            turn = calls.remove();
            if (!calls.isEmpty()) {
                waiting.put(first.getKey(), calls);
            }
        }
        turn.countDown();
    }
}
