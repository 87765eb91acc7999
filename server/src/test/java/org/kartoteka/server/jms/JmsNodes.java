package org.kartoteka.server.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.kartoteka.archive.lease.NodeInstance;
import org.kartoteka.archive.lease.WorkClaims;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.work.WorkHintsContract;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.routes.WorkInHand;

/** Senders and receiving nodes on a broker, until {@link #end}. */
class JmsNodes {
    /** How many hints of a kind a node works on at a time. */
    static final int AT_ONCE = 4;

    private final Supplier<BrokerSettings> settings;
    private final List<Node> nodes = new ArrayList<>();
    private final List<JmsHints> sending = new ArrayList<>();

    /**
     * @param settings asked each time, since a broker that is started again may be elsewhere
     */
    JmsNodes(Supplier<BrokerSettings> settings) {
        this.settings = settings;
    }

    /** One receiving node. */
    final class Node {
        final WorkInHand inHand = new WorkInHand(InstantSource.system());
        final CamelContext camel = new DefaultCamelContext();
        private final JmsTransport transport;

        Node(WorkHintsContract.Receiver receiver) {
            WorkClaims claims = new WorkClaims(new InMemoryObjectStore(), NodeInstance.starting("one"), _ -> false);
            this.transport = new JmsTransport(broker(), inHand, claims);
            try {
                camel.addComponent(JmsTransport.SCHEME, transport.component());
                camel.getShutdownStrategy().setTimeout(2);
                for (WorkList.Kind kind : WorkList.Kind.values()) {
                    camel.addRoutes(route(kind, receiver));
                }
                camel.start();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private RouteBuilder route(WorkList.Kind kind, WorkHintsContract.Receiver receiver) {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    onException(Exception.class).logExhausted(false).handled(false);
                    from(transport.source(kind, AT_ONCE)).process(exchange -> {
                        String id = exchange.getMessage().getMandatoryBody(String.class);
                        if (!inHand.begin(kind, id)) {
                            return;
                        }
                        try {
                            receiver.receive(kind, id);
                        } finally {
                            inHand.end(kind, id);
                        }
                    });
                }
            };
        }

        void stop() {
            camel.stop();
        }
    }

    Broker broker() {
        return new Broker(settings.get());
    }

    JmsHints hints() throws InterruptedException {
        JmsHints hints = new JmsHints(broker(), (_, _) -> false, () -> {});
        sending.add(hints);
        await(hints::isConnected);
        return hints;
    }

    Node node(WorkHintsContract.Receiver receiver) {
        Node node = new Node(receiver);
        nodes.add(node);
        return node;
    }

    /** How many hints the broker holds. */
    int count(WorkList.Kind kind) {
        Broker broker = broker();
        try (Connection connection = broker.connections().createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                QueueBrowser browser = session.createBrowser(broker.queue(session, kind))) {
            int count = 0;
            for (Enumeration<?> messages = browser.getEnumeration(); messages.hasMoreElements(); count++) {
                messages.nextElement();
            }
            return count;
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts a hint where the broker puts those that were given back too often. */
    void bury(WorkList.Kind kind, String id) throws JMSException {
        Broker broker = broker();
        try (Connection connection = broker.connections().createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createQueue(broker.deadQueue()))) {
            producer.send(Broker.message(session, kind, id));
        }
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        var never = new CountDownLatch(1);
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || never.await(20, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("waited for too long");
            }
        }
    }

    /** Ends the nodes and senders of a test. */
    void end() {
        sending.forEach(JmsHints::close);
        nodes.forEach(Node::stop);
        sending.clear();
        nodes.clear();
    }
}
