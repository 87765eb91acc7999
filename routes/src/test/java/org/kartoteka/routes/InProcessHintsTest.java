package org.kartoteka.routes;

import java.time.InstantSource;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.kartoteka.archive.work.WorkHints;
import org.kartoteka.archive.work.WorkHintsContract;
import org.kartoteka.archive.work.WorkList;

class InProcessHintsTest extends WorkHintsContract {
    private final CamelContext camel = new DefaultCamelContext();
    private final InProcessHints hints = new InProcessHints(new WorkInHand(InstantSource.system()));

    @Override
    protected WorkHints hints() {
        return hints;
    }

    @Override
    protected void attach(Receiver receiver) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).logExhausted(false).handled(true);
                for (WorkList.Kind kind : WorkList.Kind.values()) {
                    from(hints.source(kind, 2)).process(exchange -> {
                        String id = exchange.getMessage().getMandatoryBody(String.class);
                        try {
                            receiver.receive(kind, id);
                        } finally {
                            hints.finished(kind, id);
                        }
                    });
                }
            }
        });
        camel.getShutdownStrategy().setTimeout(2);
        camel.start();
        hints.attach(camel);
    }

    @Override
    protected void takeAway() {
        camel.stop();
    }

    @Override
    protected void end() {
        camel.stop();
    }
}
