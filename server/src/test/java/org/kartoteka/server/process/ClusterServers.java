package org.kartoteka.server.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.kartoteka.server.servers.EmbeddedBroker;
import org.kartoteka.server.servers.LocalElasticsearch;
import org.kartoteka.server.servers.S3ProxyServer;

/** The three servers that a clustered archive needs: real ones, on this machine. */
final class ClusterServers implements AutoCloseable {
    private final S3ProxyServer store;
    private final EmbeddedBroker broker;
    private final List<String> settings;

    private ClusterServers(S3ProxyServer store, EmbeddedBroker broker, List<String> settings) {
        this.store = store;
        this.broker = broker;
        this.settings = settings;
    }

    static ClusterServers start(Path folder, LocalElasticsearch search) throws IOException {
        S3ProxyServer store = S3ProxyServer.start(
                S3ProxyServer.Backend.FILESYSTEM, Files.createDirectories(folder.resolve("s3proxy")));
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("artemis"), List.of("kartoteka"));
        System.out.printf(
                "ClusterTest ran against s3proxy %s (filesystem), Elasticsearch %s and Artemis %s%n",
                S3ProxyServer.VERSION, search.version(), EmbeddedBroker.version());
        Path access = Files.writeString(folder.resolve("access-key"), S3ProxyServer.CREDENTIALS.accessKey());
        Path secret = Files.writeString(folder.resolve("secret-key"), S3ProxyServer.CREDENTIALS.secretKey());
        return new ClusterServers(
                store,
                broker,
                List.of(
                        "s3.endpoint=" + store.endpoint(),
                        "s3.bucket=" + store.newBucket(),
                        "s3.access-key-file=" + access,
                        "s3.secret-key-file=" + secret,
                        "elasticsearch.urls=" + search.url(),
                        "elasticsearch.replicas=0",
                        "elasticsearch.index-prefix=cluster-"
                                + UUID.randomUUID().toString().substring(0, 8),
                        "broker.url=" + broker.url()));
    }

    /** Where they are, as lines of a settings file. */
    List<String> settings() {
        return settings;
    }

    EmbeddedBroker broker() {
        return broker;
    }

    S3ProxyServer store() {
        return store;
    }

    @Override
    public void close() {
        broker.close();
        store.close();
    }
}
