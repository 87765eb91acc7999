package org.kartoteka.routes;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.kartoteka.archive.work.WorkHints;
import org.kartoteka.archive.work.WorkList;

/**
 * Carries hints to the routes of this process. What is in hand already is not sent again; what comes before the routes run,
 * or when their queue is full, is dropped: the sweep finds it.
 */
public final class InProcessHints implements WorkHints {
    private final WorkInHand inHand;
    private volatile Optional<BiConsumer<String, String>> sender = Optional.empty();

    public InProcessHints(WorkInHand inHand) {
        this.inHand = inHand;
    }

    /** Where work of this kind waits for its route. */
    public static String queue(WorkList.Kind kind) {
        return "seda:" + kind.text() + "?size=50000";
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
        } catch (CamelExecutionException | IllegalStateException e) {
            // The queue is full or the context stops; the marker stays, so nothing is lost.
        } finally {
            if (!sent) {
                inHand.end(kind, id);
            }
        }
    }
}
