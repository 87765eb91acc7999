package org.kartoteka.archive.lease;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.kartoteka.archive.store.ObjectStore;

/**
 * Which nodes live, and which of them does the upkeep. Somebody calls {@link #beat} some times within the time-to-live; that
 * costs three requests, two more on the node that does the upkeep, and one more on those that would. Everything else is answered from what the last beat
 * saw. Any number of threads may call.
 */
public final class Nodes {
    private static final String NODE = "node-";
    private static final String UPKEEP = "upkeep";

    private final Leases leases;
    private final NodeInstance self;
    private final boolean doesUpkeep;
    private volatile boolean named;

    /**
     * @param doesUpkeep whether this node stands for the upkeep
     * @param nanoTime a monotonic clock, as {@link System#nanoTime}
     */
    public Nodes(ObjectStore store, NodeInstance self, Duration timeToLive, boolean doesUpkeep, LongSupplier nanoTime) {
        this.leases = new Leases(store, self, timeToLive, nanoTime);
        this.self = self;
        this.doesUpkeep = doesUpkeep;
    }

    /**
     * Says that this node lives. At its start it takes its name over from its own earlier life; later it does not fight for
     * it: of two nodes with one name the first one loses it, and {@link #hasItsName} says so.
     */
    public void beat() {
        leases.renew();
        if (!named) {
            named = leases.acquire(name(self.node()), holder -> holder.node().equals(self.node()));
        }
        leases.observe();
        if (doesUpkeep && !leases.holds(UPKEEP) && leases.mayBeFree(UPKEEP)) {
            leases.acquire(UPKEEP, _ -> false);
        }
    }

    /** This node stops: others need not wait for its death. */
    public void leave() {
        leases.release(UPKEEP);
        leases.release(name(self.node()));
    }

    public NodeInstance self() {
        return self;
    }

    /** Whether the node's lease is held: the store can be reached, and no other node took the name. */
    public boolean hasItsName() {
        return leases.holds(name(self.node()));
    }

    /** Whether sweep and the like are this node's now. */
    public boolean isUpkeeper() {
        return leases.holds(UPKEEP);
    }

    /** Whether this life of a node goes on, or may. */
    public boolean isAlive(NodeInstance instance) {
        return instance.equals(self) || leases.isAlive(name(instance.node()), instance);
    }

    /** Whether any life of the node goes on, or may. */
    public boolean isAlive(String node) {
        return node.equals(self.node()) || leases.isAlive(name(node));
    }

    /** The nodes that live, by name. */
    public List<String> living() {
        return leases.names().stream()
                .filter(name -> name.startsWith(NODE) && leases.isAlive(name))
                .map(name -> name.substring(NODE.length()))
                .toList();
    }

    private static String name(String node) {
        return NODE + node;
    }
}
