package org.kartoteka.server.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.server.servers.S3ProxyServer;

/** A store where the bucket is part of the host name, as Amazon's is: the names are looked up on this machine. */
final class S3VirtualHostTest extends S3StoreContract {
    private static final String HOST = "s3.kartoteka.test";

    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private Optional<S3ProxyServer> server = Optional.empty();

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = Optional.of(S3ProxyServer.startWithVirtualHost(folder, HOST));
    }

    @AfterAll
    void stop() {
        server.ifPresent(S3ProxyServer::close);
        assertThat(asked).isNotEmpty().allMatch(name -> name.matches("bucket-\\d+-\\d+\\." + HOST));
    }

    @Override
    S3Settings newSettings() {
        URI endpoint = URI.create("http://" + HOST + ":" + server.orElseThrow().port());
        String bucket = S3ProxyServer.newBucket(endpoint, _ -> List.of(InetAddress.getLoopbackAddress()));
        S3Settings usual = S3Settings.of(URI.create("http://127.0.0.1"), bucket, S3ProxyServer.CREDENTIALS);
        return new S3Settings(
                endpoint,
                bucket,
                usual.keyPrefix(),
                usual.region(),
                usual.credentials(),
                false,
                true,
                usual.caFile(),
                usual.limits(),
                usual.objectLock());
    }

    @Override
    S3ObjectStore open(S3Settings settings) throws IOException {
        return S3ObjectStore.open(settings, name -> {
            asked.add(name);
            return List.of(InetAddress.getLoopbackAddress());
        });
    }

    @Override
    String server() {
        return "s3proxy %s, buckets named by the host".formatted(S3ProxyServer.VERSION);
    }
}
