package org.kartoteka.ingest.worker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.kartoteka.ingest.worker.WorkerPoolStats.RestartCause;

/** Looks after workers at work, and kills one that takes too long or holds too much memory. One thread for all. */
final class Watchdog implements AutoCloseable {
    private static final long ROUND_MILLIS = 50;

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final Semaphore work = new Semaphore(0);
    private final long residentBytesMax;
    private final Thread thread;
    private volatile boolean closed;

    Watchdog(long residentBytesMax) {
        this.residentBytesMax = residentBytesMax;
        this.thread = Thread.ofPlatform().daemon().name("worker-watchdog").start(this::watch);
    }

    /** Watches until the returned watch is closed. After that it does no harm to the worker any more. */
    Watch watch(WorkerProcess worker, int timeoutSeconds) {
        Watch watch = new Watch(worker, System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds));
        watches.add(watch);
        work.release();
        return watch;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void watch() {
        try {
            while (!closed) {
                if (watches.isEmpty()) {
                    work.acquire();
                    work.drainPermits();
                }
                for (Watch watch : watches) {
                    watch.look();
                }
                TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
            }
        } catch (InterruptedException e) {
            // Only close() interrupts.
        }
    }

    /** One request at one worker. */
    final class Watch implements AutoCloseable {
        private final WorkerProcess worker;
        private final long deadlineNanos;
        private boolean over;

        private Watch(WorkerProcess worker, long deadlineNanos) {
            this.worker = worker;
            this.deadlineNanos = deadlineNanos;
        }

        private synchronized void look() {
            if (over) {
                return;
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                worker.kill(RestartCause.TIME_LIMIT);
            } else if (worker.residentBytes() > residentBytesMax) {
                worker.kill(RestartCause.MEMORY_LIMIT);
            }
        }

        @Override
        public synchronized void close() {
            over = true;
            watches.remove(this);
        }
    }
}
