package org.kartoteka.server.elasticsearch;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The contract against the stock image with our plugin in it, where there is a container engine that has the image. It is
 * never pulled: a build must not wait for a registry.
 */
@Testcontainers(disabledWithoutDocker = true)
final class ElasticsearchContainerTest extends ElasticsearchContract {
    private static final String VERSION = System.getProperty("elasticsearch.version", "9.5.3");
    private static final String IMAGE = "docker.elastic.co/elasticsearch/elasticsearch:" + VERSION;
    private static final int PORT = 9200;
    private static final String INSTALL_AND_START =
            "bin/elasticsearch-plugin install -b file:///tmp/plugin.zip && exec bin/elasticsearch";

    private static GenericContainer<?> container;

    @BeforeAll
    static void start() {
        Assumptions.assumeTrue(isPresent(), "the image is not present locally: " + IMAGE);
        container = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withEnv(Map.of(
                        "discovery.type", "single-node",
                        "xpack.security.enabled", "false",
                        "action.destructive_requires_name", "false",
                        "ES_JAVA_OPTS", "-Xms512m -Xmx512m"))
                .withCopyFileToContainer(
                        MountableFile.forHostPath(System.getProperty("elasticsearch.plugin", "")), "/tmp/plugin.zip")
                .withCommand("sh", "-c", INSTALL_AND_START)
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHttp("/_cluster/health?wait_for_status=yellow&timeout=2s")
                        .forStatusCode(200)
                        .withStartupTimeout(Duration.ofMinutes(3)));
        container.start();
        System.out.println("ElasticsearchContainerTest ran against " + IMAGE);
    }

    private static boolean isPresent() {
        return DockerClientFactory.instance().client().listImagesCmd().withImageNameFilter(IMAGE).exec().stream()
                .findAny()
                .isPresent();
    }

    @AfterAll
    static void stop() {
        if (container != null) {
            container.stop();
        }
    }

    @Override
    URI url() {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
    }
}
