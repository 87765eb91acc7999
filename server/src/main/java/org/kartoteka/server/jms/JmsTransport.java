package org.kartoteka.server.jms;

import org.apache.camel.LoggingLevel;
import org.apache.camel.component.jms.JmsComponent;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.lease.WorkClaims;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.routes.WorkInHand;
import org.kartoteka.routes.WorkTransport;

/**
 * Brings hints from the broker to the routes of this node, which competes for them with others. A message is acknowledged when its
 * exchange ended; where that failed, or this process dies, the broker gives it to somebody again.
 *
 * <p>A batch that another living node has in hand is not begun: its hint is done with. Documents to be indexed are not claimed,
 * since indexing one twice costs less than asking. How often and when the broker repeats a message, and where it puts one for
 * good, is the broker's own configuration.
 */
public final class JmsTransport implements WorkTransport {
    /** The name of the Camel component that {@link #component} makes. */
    public static final String SCHEME = "hints";

    private final Broker broker;
    private final WorkInHand inHand;
    private final WorkClaims claims;

    public JmsTransport(Broker broker, WorkInHand inHand, WorkClaims claims) {
        this.broker = broker;
        this.inHand = inHand;
        this.claims = claims;
    }

    /** To be added to the Camel context as {@link #SCHEME}. */
    public JmsComponent component() {
        JmsComponent component = JmsComponent.jmsComponent(broker.connections());
        component.setTransacted(true);
        component.setLazyCreateTransactionManager(false);
        component.setRecoveryInterval(broker.reconnectEvery().toMillis());
        component.setCacheLevelName("CACHE_CONSUMER");
        component.setDisableReplyTo(true);
        // The routes say themselves what failed.
        component.setErrorHandlerLoggingLevel(LoggingLevel.DEBUG);
        component.setErrorHandlerLogStackTrace(false);
        return component;
    }

    @Override
    public String source(WorkList.Kind kind, int atOnce) {
        return "%s:queue:%s?concurrentConsumers=%d".formatted(SCHEME, broker.queue(kind), atOnce);
    }

    @Override
    public boolean accept(WorkList.Kind kind, String id) {
        if (!inHand.begin(kind, id)) {
            return false;
        }
        boolean claimed = false;
        try {
            claimed = kind == WorkList.Kind.INDEX || claims.claim(new BatchId(id));
        } finally {
            if (!claimed) {
                inHand.end(kind, id);
            }
        }
        return claimed;
    }

    @Override
    public void finished(WorkList.Kind kind, String id) {
        if (kind == WorkList.Kind.READ) {
            claims.release(new BatchId(id));
        }
        inHand.end(kind, id);
    }

    @Override
    public boolean takesBack() {
        return true;
    }
}
