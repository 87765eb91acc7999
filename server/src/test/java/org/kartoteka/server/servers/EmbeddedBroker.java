package org.kartoteka.server.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * A real Artemis in a process of its own, on the loopback address, so that it can be killed and started again with or without
 * its journal. Redelivers soon and gives up after {@value #DELIVERIES_MAX} deliveries, so that tests need not wait long.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** After so many a message is a dead letter. */
    public static final int DELIVERIES_MAX = 4;

    private static final Duration START_MAX = Duration.ofSeconds(90);
    private static final String READY = "broker is up";

    private final Path folder;
    private final int port;
    private final List<String> prefixes;
    private Process process;

    private EmbeddedBroker(Path folder, int port, List<String> prefixes, Process process) {
        this.folder = folder;
        this.port = port;
        this.prefixes = prefixes;
        this.process = process;
    }

    /**
     * Starts one in the folder.
     *
     * @param prefixes of the queues that are set up; each has dead letters of its own
     */
    public static EmbeddedBroker start(Path folder, List<String> prefixes) throws IOException {
        int port = freePort();
        EmbeddedBroker broker = new EmbeddedBroker(folder, port, prefixes, launch(folder, port, prefixes));
        broker.awaitReady();
        System.out.printf("Artemis %s, NIO journal, on port %d%n", version(), port);
        return broker;
    }

    /** What {@code broker.url} takes. */
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** The version of the broker's own jar. */
    public static String version() {
        return String.valueOf(EmbeddedActiveMQ.class.getPackage().getImplementationVersion());
    }

    /** {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** Starts it again on the same port. */
    public void restart() throws IOException {
        process = launch(folder, port, prefixes);
        awaitReady();
    }

    /** Removes everything it had. Only while it is down. */
    public void deleteJournal() throws IOException {
        Path data = folder.resolve("broker");
        if (Files.exists(data)) {
            Files.walkFileTree(data, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    @Override
    public void close() {
        process.destroy();
        await();
        process.destroyForcibly();
    }

    private void await() {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Process launch(Path folder, int port, List<String> prefixes) throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve("broker.log"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        // The broker frees the buffers of a journal that it found, which Netty does by Unsafe only.
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dio.netty.noUnsafe=false",
                        "-cp",
                        System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                        EmbeddedBroker.class.getName(),
                        folder.toString(),
                        Integer.toString(port),
                        String.join(",", prefixes))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("broker.log").toFile())
                .start();
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + START_MAX.toNanos();
        while (!log().contains(READY)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("the broker did not start:\n" + log());
            }
            try {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new IOException("the broker ended:\n" + log());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private String log() throws IOException {
        Path log = folder.resolve("broker.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The broker's own process: folder, port, prefixes. */
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0], "broker");
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration
                .setName("test")
                .setPersistenceEnabled(true)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setJournalType(JournalType.NIO)
                .setBindingsDirectory(data.resolve("bindings").toString())
                .setJournalDirectory(data.resolve("journal").toString())
                .setLargeMessagesDirectory(data.resolve("large").toString())
                .setPagingDirectory(data.resolve("paging").toString())
                .setJournalFileSize(2 * 1024 * 1024)
                .setJournalMinFiles(2)
                .setMaxDiskUsage(99)
                .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + arguments[1]);
        for (String prefix : arguments[2].split(",")) {
            configuration.addAddressSetting(
                    prefix + ".#",
                    new AddressSettings()
                            .setDeadLetterAddress(SimpleString.of(prefix + ".dead"))
                            .setMaxDeliveryAttempts(DELIVERIES_MAX)
                            .setRedeliveryDelay(200)
                            .setRedeliveryMultiplier(2)
                            .setMaxRedeliveryDelay(2_000));
            for (String queue : List.of("read", "index", "dead")) {
                String name = prefix + "." + queue;
                configuration.addQueueConfiguration(QueueConfiguration.of(name)
                        .setAddress(name)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true));
            }
        }
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        server.setConfiguration(configuration);
        server.start();
        if (!server.getActiveMQServer().isActive()) {
            System.exit(1);
        }
        System.out.println(READY);
    }
}
