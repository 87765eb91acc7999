package org.kartoteka.server.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.kartoteka.server.servers.EmbeddedBroker;
import org.kartoteka.server.servers.FaultProxy;
import org.kartoteka.server.servers.LocalElasticsearch;
import org.kartoteka.server.servers.S3ProxyServer;

/** The three servers that a clustered archive needs: real ones, on this machine. */
final class ClusterServers implements AutoCloseable {
    /** What s3proxy leaves of an object that it was writing when it was killed. */
    private static final String HALF_WRITTEN = ".+[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final S3ProxyServer store;
    private final LocalElasticsearch search;
    private final EmbeddedBroker broker;
    private final String bucket;
    private final String indexPrefix = "cluster-" + UUID.randomUUID().toString().substring(0, 8);
    private final Path accessKey;
    private final Path secretKey;

    private ClusterServers(Path folder, S3ProxyServer store, LocalElasticsearch search, EmbeddedBroker broker)
            throws IOException {
        this.store = store;
        this.search = search;
        this.broker = broker;
        this.bucket = store.newBucket();
        this.accessKey = Files.writeString(folder.resolve("access-key"), S3ProxyServer.CREDENTIALS.accessKey());
        this.secretKey = Files.writeString(folder.resolve("secret-key"), S3ProxyServer.CREDENTIALS.secretKey());
    }

    /** Starts store and broker in the folder; the search is there already, and stays when this is closed. */
    static ClusterServers start(Path folder, LocalElasticsearch search) throws IOException {
        S3ProxyServer store =
                S3ProxyServer.start(S3ProxyServer.Backend.FILESYSTEM, Files.createDirectories(storeFolder(folder)));
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("artemis"), List.of("kartoteka"));
        System.out.printf(
                "nodes run against s3proxy %s (filesystem), Elasticsearch %s and Artemis %s%n",
                S3ProxyServer.VERSION, search.version(), EmbeddedBroker.version());
        return new ClusterServers(folder, store, search, broker);
    }

    /** Where the store keeps its objects, for those who want a disk of their own there. */
    static Path objects(Path folder) {
        return storeFolder(folder).resolve("data");
    }

    private static Path storeFolder(Path folder) {
        return folder.resolve("s3proxy");
    }

    /** What stands between a node and each of the servers. */
    record Proxies(FaultProxy store, FaultProxy search, FaultProxy broker) implements AutoCloseable {
        /** Ends all faults. */
        void pass() {
            Stream.of(store, search, broker).forEach(FaultProxy::pass);
        }

        @Override
        public void close() throws IOException {
            try (store;
                    search;
                    broker) {
                pass();
            }
        }
    }

    Proxies proxies() throws IOException {
        return new Proxies(
                FaultProxy.toPort(store.port()),
                FaultProxy.toPort(search.port()),
                FaultProxy.toPort(URI.create(broker.url()).getPort()));
    }

    /** Where they are, as lines of a settings file. */
    List<String> settings() {
        return settings(store.port(), search.port(), URI.create(broker.url()).getPort());
    }

    /** As {@link #settings()}, by way of the proxies. */
    List<String> settings(Proxies proxies) {
        return settings(
                proxies.store().port(),
                proxies.search().port(),
                proxies.broker().port());
    }

    private List<String> settings(int storePort, int searchPort, int brokerPort) {
        return List.of(
                "s3.endpoint=http://127.0.0.1:" + storePort,
                "s3.bucket=" + bucket,
                "s3.access-key-file=" + accessKey,
                "s3.secret-key-file=" + secretKey,
                "elasticsearch.urls=http://127.0.0.1:" + searchPort,
                "elasticsearch.replicas=0",
                "elasticsearch.index-prefix=" + indexPrefix,
                "broker.url=tcp://127.0.0.1:" + brokerPort);
    }

    String bucket() {
        return bucket;
    }

    EmbeddedBroker broker() {
        return broker;
    }

    S3ProxyServer store() {
        return store;
    }

    LocalElasticsearch search() {
        return search;
    }

    /**
     * Starts the killed store again, without the files it was writing under names of its own: no client ever asked for those, and a
     * store that writes whole objects or none has no such.
     */
    void restartStore() throws IOException {
        try (Stream<Path> files = Files.walk(store.data().resolve(bucket))) {
            files.filter(Files::isRegularFile)
                    .filter(file -> String.valueOf(file.getFileName()).matches(HALF_WRITTEN))
                    .forEach(ClusterServers::delete);
        }
        store.startAgain();
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        broker.close();
        store.close();
    }
}
