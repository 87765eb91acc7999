package org.kartoteka.server.s3;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.kartoteka.server.servers.ContainerImage;
import org.kartoteka.server.servers.NeedsImage;
import org.kartoteka.server.servers.S3ProxyServer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The port's contract over s3proxy as its own image runs it. */
@NeedsImage(ContainerImage.S3PROXY)
final class S3ProxyContainerTest extends S3StoreContract {
    private static final int PORT = 80;

    private GenericContainer<?> container;

    @BeforeAll
    void startServer() {
        container = ContainerImage.S3PROXY
                .container()
                .withEnv(Map.of(
                        "S3PROXY_AUTHORIZATION",
                        "aws-v2-or-v4",
                        "S3PROXY_ENDPOINT",
                        "http://0.0.0.0:" + PORT,
                        "S3PROXY_IDENTITY",
                        S3ProxyServer.CREDENTIALS.accessKey(),
                        "S3PROXY_CREDENTIAL",
                        S3ProxyServer.CREDENTIALS.secretKey(),
                        "JCLOUDS_PROVIDER",
                        "filesystem",
                        "JCLOUDS_FILESYSTEM_BASEDIR",
                        "/data"))
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHttp("/").forPort(PORT).forStatusCodeMatching(code -> code < 500));
        container.start();
    }

    @AfterAll
    void stopServer() {
        if (container != null) {
            container.stop();
        }
    }

    @Override
    S3Settings newSettings() {
        URI endpoint = URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
        return S3Settings.of(endpoint, S3ProxyServer.newBucket(endpoint), S3ProxyServer.CREDENTIALS);
    }

    @Override
    String server() {
        return ContainerImage.S3PROXY.reference() + " in a container";
    }
}
