package org.kartoteka.server.elasticsearch;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.kartoteka.server.servers.ContainerImage;
import org.kartoteka.server.servers.NeedsImage;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** The contract against the stock image with our plugin in it. */
@NeedsImage(ContainerImage.ELASTICSEARCH)
final class ElasticsearchContainerTest extends ElasticsearchContract {
    private static final int PORT = 9200;

    /** Settings as arguments: not every shell hands on environment variables with dots in their names. */
    private static final String INSTALL_AND_START = "bin/elasticsearch-plugin install -b file:///tmp/plugin.zip"
            + " && exec bin/elasticsearch -Ediscovery.type=single-node -Expack.security.enabled=false"
            + " -Eaction.destructive_requires_name=false";

    private static GenericContainer<?> container;

    @BeforeAll
    static void start() {
        container = ContainerImage.ELASTICSEARCH
                .container()
                .withEnv(Map.of("ES_JAVA_OPTS", "-Xms512m -Xmx512m"))
                .withCopyFileToContainer(
                        MountableFile.forHostPath(System.getProperty("elasticsearch.plugin", ""), 0644),
                        "/tmp/plugin.zip")
                .withCommand("sh", "-c", INSTALL_AND_START)
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHttp("/_cluster/health?wait_for_status=yellow&timeout=2s")
                        .forPort(PORT)
                        .forStatusCode(200)
                        .withStartupTimeout(Duration.ofMinutes(4)));
        container.start();
        System.out.println("SearchIndexResultContract ran against " + ContainerImage.ELASTICSEARCH.reference()
                + " in a container");
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
