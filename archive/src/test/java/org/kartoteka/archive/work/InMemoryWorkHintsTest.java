package org.kartoteka.archive.work;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.kartoteka.archive.work.WorkList.Kind;

/** The reference: a queue and a thread. */
class InMemoryWorkHintsTest extends WorkHintsContract {
    private record Hint(Kind kind, String id) {}

    private final BlockingQueue<Hint> queue = new LinkedBlockingQueue<>(10_000);
    private Optional<Thread> receiving = Optional.empty();
    private volatile boolean away;

    @Override
    protected WorkHints hints() {
        return (kind, id) -> {
            if (!away) {
                boolean kept = queue.offer(new Hint(kind, id));
                assert kept || queue.remainingCapacity() == 0;
            }
        };
    }

    @Override
    protected void attach(Receiver receiver) {
        receiving = Optional.of(Thread.ofVirtual().start(() -> {
            try {
                while (!away) {
                    Hint hint = queue.take();
                    try {
                        receiver.receive(hint.kind(), hint.id());
                    } catch (IllegalStateException _) {
                        // The next one is worked on all the same.
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    @Override
    protected void takeAway() {
        away = true;
        receiving.ifPresent(Thread::interrupt);
    }

    @Override
    protected void end() {
        takeAway();
    }
}
