package org.kartoteka.server.jms;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import org.kartoteka.archive.work.WorkHints;
import org.kartoteka.archive.work.WorkList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends hints to the broker, some in one transaction, by a thread of its own. Offering never waits for the broker: while it is
 * away, or more hints come than it takes, they are dropped and {@link #wereLost} says so; the sweep finds the work again.
 */
public final class JmsHints implements WorkHints, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JmsHints.class);
    private static final int WAITING_MAX = 20_000;
    private static final int TOGETHER_MAX = 200;
    private static final long IDLE_SECONDS = 1;

    private final Broker broker;
    private final BiPredicate<WorkList.Kind, String> isInHand;
    private final Runnable whenConnected;
    private final BlockingQueue<Hint> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final AtomicBoolean lost = new AtomicBoolean();
    private final AtomicLong dropped = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean connected;

    private record Hint(WorkList.Kind kind, String id) {}

    /**
     * Starts to connect, and returns at once.
     *
     * @param isInHand work that needs no hint, since this node has it in hand
     * @param whenConnected run each time the broker was reached, at the start as well
     */
    public JmsHints(Broker broker, BiPredicate<WorkList.Kind, String> isInHand, Runnable whenConnected) {
        this.broker = broker;
        this.isInHand = isInHand;
        this.whenConnected = whenConnected;
        this.thread = Thread.ofPlatform().daemon().name("hints").start(this::run);
    }

    @Override
    public void offer(WorkList.Kind kind, String id) {
        if (isInHand.test(kind, id)) {
            return;
        }
        if (!connected || !waiting.offer(new Hint(kind, id))) {
            dropped.incrementAndGet();
            lost.set(true);
        }
    }

    /** Whether the broker can be reached, as far as is known. */
    public boolean isConnected() {
        return connected;
    }

    /** How many hints were dropped so far. */
    public long dropped() {
        return dropped.get();
    }

    /** Whether hints may have been lost since this was last asked. */
    public boolean wereLost() {
        return lost.getAndSet(false);
    }

    private void run() {
        boolean wasAway = false;
        while (closed.getCount() > 0) {
            try (Connection connection = broker.connections().createConnection();
                    Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                    MessageProducer producer = session.createProducer(null)) {
                CountDownLatch broken = new CountDownLatch(1);
                connection.setExceptionListener(_ -> broken.countDown());
                producer.setDeliveryMode(DeliveryMode.PERSISTENT);
                // What the broker had may be lost with it, and what was offered meanwhile is.
                lost.set(true);
                connected = true;
                whenConnected.run();
                if (wasAway) {
                    log.info("the broker is back");
                }
                wasAway = false;
                while (closed.getCount() > 0 && broken.getCount() > 0) {
                    sendSome(session, producer);
                }
            } catch (JMSException | RuntimeException e) {
                if (!wasAway && closed.getCount() > 0) {
                    log.atWarn()
                            .addKeyValue("cause", e.getClass().getSimpleName())
                            .log(
                                    e instanceof JMSSecurityException
                                            ? "the broker refuses this node: broker.user or its password is wrong; new work waits"
                                            : "the broker cannot be reached: new work waits until it is back");
                }
                wasAway = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                connected = false;
                dropped.addAndGet(waiting.size());
                waiting.clear();
                lost.set(true);
            }
            if (pause()) {
                return;
            }
        }
    }

    private void sendSome(Session session, MessageProducer producer) throws JMSException, InterruptedException {
        Hint first = waiting.poll(IDLE_SECONDS, TimeUnit.SECONDS);
        if (first == null) {
            return;
        }
        List<Hint> some = new ArrayList<>(List.of(first));
        waiting.drainTo(some, TOGETHER_MAX - 1);
        for (Hint hint : some) {
            producer.send(broker.queue(session, hint.kind()), Broker.message(session, hint.kind(), hint.id()));
        }
        session.commit();
    }

    /** Whether to end instead of trying again. */
    private boolean pause() {
        try {
            return closed.await(broker.reconnectEvery().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Sends nothing further; what waits is dropped. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}
