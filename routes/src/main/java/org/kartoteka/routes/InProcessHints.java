package org.kartoteka.routes;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.kartoteka.archive.work.WorkHints;
import org.kartoteka.archive.work.WorkList;

/**
 * Carries hints to the routes of this process. What is in hand already is not sent again; what comes before the routes run,
 * or when their queue is full, is dropped: the sweep finds it.
 */
public final class InProcessHints implements WorkHints, WorkTransport {
    private final WorkInHand inHand;
    private volatile Optional<BiConsumer<String, String>> sender = Optional.empty();

    public InProcessHints(WorkInHand inHand) {
        this.inHand = inHand;
    }

    /** From now on hints go to the routes of this context. */
    public void attach(CamelContext context) {
        ProducerTemplate template = context.createProducerTemplate();
        sender = Optional.of(template::sendBody);
    }

    @Override
    public void offer(WorkList.Kind kind, String id) {
        Optional<BiConsumer<String, String>> to = sender;
        if (to.isEmpty() || !inHand.begin(kind, id)) {
            return;
        }
        boolean sent = false;
        try {
            to.get().accept(queue(kind), id);
            sent = true;
        } catch (RuntimeException e) {
            // The queue is full, or the context stops or has stopped; the marker stays, so nothing is lost.
        } finally {
            if (!sent) {
                inHand.end(kind, id);
            }
        }
    }

    @Override
    public String source(WorkList.Kind kind, int atOnce) {
        return queue(kind) + "&concurrentConsumers=" + atOnce;
    }

    /** It was taken in hand when it was offered. */
    @Override
    public boolean accept(WorkList.Kind kind, String id) {
        return true;
    }

    @Override
    public void finished(WorkList.Kind kind, String id) {
        inHand.end(kind, id);
    }

    @Override
    public boolean takesBack() {
        return false;
    }

    private static String queue(WorkList.Kind kind) {
        return "seda:" + kind.text() + "?size=50000";
    }
}
