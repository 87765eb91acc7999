package org.kartoteka.server.jms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.kartoteka.server.servers.EmbeddedBroker;

/** One real broker for all tests of a class; queues of its own for each test; nodes that receive from them. */
final class JmsFixture extends JmsNodes implements AutoCloseable {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final int PREFIXES = 24;

    private final Server server;

    /** The broker, started on first use, and the queues of the test. */
    private static final class Server implements Supplier<BrokerSettings> {
        private final Path folder;
        private Optional<EmbeddedBroker> broker = Optional.empty();
        private String prefix = "";

        Server(Path folder) {
            this.folder = folder;
        }

        EmbeddedBroker broker() {
            if (broker.isEmpty()) {
                try {
                    broker = Optional.of(EmbeddedBroker.start(
                            folder,
                            IntStream.range(0, PREFIXES).mapToObj(i -> "t" + i).toList()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return broker.get();
        }

        @Override
        public BrokerSettings get() {
            return new BrokerSettings(
                    broker().url(), Optional.empty(), prefix, Duration.ofMillis(200), Duration.ofSeconds(5));
        }
    }

    JmsFixture(Path folder) {
        this(new Server(folder));
    }

    private JmsFixture(Server server) {
        super(server);
        this.server = server;
    }

    EmbeddedBroker server() {
        return server.broker();
    }

    /** Fresh queues. */
    void begin() {
        server.prefix = "t" + NEXT.getAndIncrement() % PREFIXES;
        server();
    }

    @Override
    public void close() {
        end();
        server.broker.ifPresent(EmbeddedBroker::close);
    }
}
