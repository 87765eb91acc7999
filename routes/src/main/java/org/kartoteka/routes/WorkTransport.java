package org.kartoteka.routes;

import org.kartoteka.archive.work.WorkList;

/** How hints come to the routes that do the work, and who may begin. Any number of threads may call. */
public interface WorkTransport {
    /** The Camel endpoint that gives ids of this kind as bodies, {@code atOnce} of them at a time. */
    String source(WorkList.Kind kind, int atOnce);

    /**
     * A hint came: takes the work in hand.
     *
     * @return false where it is in hand already, here or on another living node: then the hint is done with
     */
    boolean accept(WorkList.Kind kind, String id);

    /** The work that was accepted is out of hand, done or not. Never fails. */
    void finished(WorkList.Kind kind, String id);

    /**
     * Whether a hint is the route's until the exchange ends, and comes again later, elsewhere perhaps, where the exchange fails.
     * Where not, failed work waits for the sweep.
     */
    boolean takesBack();
}
