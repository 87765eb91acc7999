package org.kartoteka.server.servers;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Which faults are to happen; shared by all connections of a {@link FaultProxy}. */
final class Faults {
    private final Map<String, Integer> repliesToDrop = new LinkedHashMap<>();
    private String answeredRequestLinePart = "";
    private int answersToGive;
    private CannedAnswer answer = CannedAnswer.SLOW_DOWN;
    private int repliesToCut;
    private long cutAfterBytes;
    private String cutRequestLinePart = "";
    private Duration delay = Duration.ZERO;
    private Optional<String> heldRequestLinePart = Optional.empty();
    private boolean halfOpen;
    private boolean refusing;

    synchronized void clear() {
        repliesToDrop.clear();
        answersToGive = 0;
        repliesToCut = 0;
        delay = Duration.ZERO;
        heldRequestLinePart = Optional.empty();
        halfOpen = false;
        refusing = false;
        notifyAll();
    }

    synchronized void dropReplies(int count, String requestLinePart) {
        repliesToDrop.merge(requestLinePart, count, Integer::sum);
    }

    synchronized void cutReplies(int count, long afterBytes, String requestLinePart) {
        repliesToCut = count;
        cutAfterBytes = afterBytes;
        cutRequestLinePart = requestLinePart;
    }

    synchronized void answer(String requestLinePart, int count, CannedAnswer with) {
        answeredRequestLinePart = requestLinePart;
        answersToGive = count;
        answer = with;
    }

    synchronized void delayReplies(Duration by) {
        delay = by;
    }

    synchronized void holdReplies(String requestLinePart) {
        heldRequestLinePart = Optional.of(requestLinePart);
    }

    /** While replies to such a request are held: waits until that ends. */
    synchronized void awaitRelease(String requestLine) throws IOException {
        waitWhile(() -> heldRequestLinePart.filter(requestLine::contains).isPresent());
    }

    synchronized void goHalfOpen() {
        halfOpen = true;
    }

    synchronized void refuseConnections() {
        refusing = true;
    }

    synchronized int left() {
        return answersToGive
                + repliesToCut
                + repliesToDrop.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized boolean refusesConnections() {
        return refusing;
    }

    synchronized boolean takeDroppedReply(String requestLine) {
        for (String part : repliesToDrop.keySet()) {
            if (requestLine.contains(part)) {
                repliesToDrop.computeIfPresent(part, (_, count) -> count == 1 ? null : count - 1);
                return true;
            }
        }
        return false;
    }

    /** How many of a reply's next bytes pass, where some did before: fewer than there are if it is cut there. */
    synchronized int takePassing(String requestLine, long bytesBefore, int bytes) {
        boolean cut =
                repliesToCut > 0 && requestLine.contains(cutRequestLinePart) && bytesBefore + bytes > cutAfterBytes;
        if (!cut) {
            return bytes;
        }
        repliesToCut--;
        return (int) Math.max(0, cutAfterBytes - bytesBefore);
    }

    synchronized Optional<CannedAnswer> takeAnswer(String requestLine) {
        if (answersToGive == 0 || !requestLine.contains(answeredRequestLinePart)) {
            return Optional.empty();
        }
        answersToGive--;
        return Optional.of(answer);
    }

    /** While half open: waits until that ends. Whether it was, so that the bytes in hand are lost. */
    synchronized boolean swallowed() throws IOException {
        if (!halfOpen) {
            return false;
        }
        waitWhile(() -> halfOpen);
        return true;
    }

    private synchronized void waitWhile(BooleanSupplier held) throws IOException {
        while (held.getAsBoolean()) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    void holdBack() {
        Duration by;
        synchronized (this) {
            by = delay;
        }
        long until = System.nanoTime() + by.toNanos();
        for (long left = by.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
