package org.kartoteka.server.wiring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.kartoteka.archive.lease.Nodes;
import org.kartoteka.archive.lease.WorkClaims;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.routes.WorkInHand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says some times within the time-to-live that this node lives, by a thread of its own, until it is closed. */
final class NodeHeartbeat implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NodeHeartbeat.class);
    private static final int BEATS_PER_LIFE = 4;
    private static final Duration STOP_MAX = Duration.ofSeconds(5);

    private final Nodes nodes;
    private final WorkClaims claims;
    private final WorkInHand inHand;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heartbeat").factory());
    private boolean hadItsName = true;
    private boolean storeWasAway;

    /** The first beat is done when this returns. */
    NodeHeartbeat(Nodes nodes, WorkClaims claims, WorkInHand inHand, Duration timeToLive) {
        this.nodes = nodes;
        this.claims = claims;
        this.inHand = inHand;
        nodes.beat();
        long every = timeToLive.toMillis() / BEATS_PER_LIFE;
        var beating = thread.scheduleWithFixedDelay(this::beat, every, every, TimeUnit.MILLISECONDS);
        if (beating.isCancelled()) {
            throw new IllegalStateException("the heartbeat does not start");
        }
    }

    private void beat() {
        try {
            nodes.beat();
            claims.releaseLeft();
            if (storeWasAway) {
                log.info("the store is back");
                inHand.endOutage();
            }
            storeWasAway = false;
        } catch (ObjectStoreException e) {
            storeWasAway = true;
            log.atWarn()
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("the store cannot be reached; other nodes will take this one for dead");
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("the heartbeat failed and goes on");
        }
        boolean has = nodes.hasItsName();
        if (hadItsName && !has) {
            log.atError()
                    .addKeyValue("node", nodes.self())
                    .log("this node's lease is lost: the store is away, or another node has the same node.name");
        }
        hadItsName = has;
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("the heartbeat does not end");
            }
            nodes.leave();
        } catch (ObjectStoreException e) {
            log.warn("this node cannot take its leave; others will find it dead");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
