package org.kartoteka.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.server.benchmark.ClusterBenchmark;
import org.kartoteka.server.benchmark.ServiceProcess;
import org.kartoteka.server.servers.ElasticsearchServer;
import org.kartoteka.server.servers.LocalElasticsearch;

/**
 * Measures what a second node is worth, where asked to: {@code -Dtest=ClusterSpeedTest -Dkartoteka.cluster.measure=24}, the number of
 * scans, and {@code -Dkartoteka.cluster.cores=0.4}, the share of a processor that each worker node gets. The figure depends on the machine, so only its sense is checked.
 */
@EnabledIfSystemProperty(named = "kartoteka.cluster.measure", matches = "\\d+")
@ExtendWith(ElasticsearchServer.class)
final class ClusterSpeedTest {
    @TempDir
    Path folder;

    @Test
    void aSecondNodeIsWorthSomething(LocalElasticsearch search) throws Exception {
        try (ClusterServers servers = ClusterServers.start(folder, search)) {
            Path file = Files.write(folder.resolve("servers.properties"), servers.settings());
            Path scans = Path.of(System.getProperty(
                    "kartoteka.scans",
                    ServiceProcess.root().resolve("ocr-models/samples").toString()));
            int count = Integer.getInteger("kartoteka.cluster.measure", 24);

            double cores = Double.parseDouble(System.getProperty("kartoteka.cluster.cores", "0"));

            Map<String, Double> figures =
                    new ClusterBenchmark(scans, count, file, folder.resolve("nodes"), cores).run();

            figures.forEach((name, value) -> System.out.printf("cluster: %s %.2f%n", name, value));
            assertThat(figures.get("times as fast")).isGreaterThan(1.0);
        }
    }
}
