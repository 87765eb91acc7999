package org.kartoteka.server.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.kartoteka.archive.lease.NodeInstance;
import org.kartoteka.archive.lease.WorkClaims;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.work.WorkHintsContract;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.routes.WorkInHand;
import org.kartoteka.server.servers.EmbeddedBroker;

/** One real broker for all tests of a class; queues of its own for each test; nodes that receive from them. */
final class JmsFixture implements AutoCloseable {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final int PREFIXES = 24;

    /** How many hints of a kind a node works on at a time. */
    static final int AT_ONCE = 4;

    private final Path folder;
    private Optional<EmbeddedBroker> server = Optional.empty();
    private final List<Node> nodes = new ArrayList<>();
    private final List<JmsHints> sending = new ArrayList<>();
    private String prefix = "";

    JmsFixture(Path folder) {
        this.folder = folder;
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

    EmbeddedBroker server() {
        if (server.isEmpty()) {
            try {
                server = Optional.of(EmbeddedBroker.start(
                        folder,
                        IntStream.range(0, PREFIXES).mapToObj(i -> "t" + i).toList()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server.get();
    }

    /** Fresh queues. */
    void begin() {
        prefix = "t" + NEXT.getAndIncrement() % PREFIXES;
        server();
    }

    Broker broker() {
        return new Broker(new BrokerSettings(
                server().url(), Optional.empty(), prefix, Duration.ofMillis(200), Duration.ofSeconds(5)));
    }

    JmsHints hints() throws InterruptedException {
        JmsHints hints = new JmsHints(broker(), (_, _) -> false);
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
        try (Connection connection = broker().connections().createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                QueueBrowser browser = session.createBrowser(broker().queue(session, kind))) {
            int count = 0;
            for (Enumeration<?> messages = browser.getEnumeration(); messages.hasMoreElements(); count++) {
                messages.nextElement();
            }
            return count;
        } catch (JMSException e) {
            throw new IllegalStateException(e);
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

    @Override
    public void close() {
        end();
        server.ifPresent(EmbeddedBroker::close);
    }
}
