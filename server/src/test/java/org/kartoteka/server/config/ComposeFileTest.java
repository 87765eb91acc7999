package org.kartoteka.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kartoteka.server.servers.ContainerImage;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the cluster for trying out is made of, against the program and the servers that are tested. */
final class ComposeFileTest {
    private static final Path OPERATIONS = Path.of(System.getProperty("kartoteka.root", ".."), "docs", "operations");

    @Test
    void everyNodeHasSettingsThatItCanStartWith() throws IOException {
        List<Settings> nodes = services()
                .map(service -> service.get("environment"))
                .filter(environment -> environment instanceof Map<?, ?> map && map.containsKey("KARTOTEKA_SETTINGS"))
                .map(environment -> settings((Map<?, ?>) environment))
                .toList();

        assertThat(nodes).extracting(Settings::isClustered).containsOnly(true);
        assertThat(nodes).extracting(node -> node.node().name()).doesNotHaveDuplicates();
        assertThat(nodes).anySatisfy(node -> assertThat(node.node().isApi()).isTrue());
        assertThat(nodes).anySatisfy(node -> assertThat(node.node().isIntake()).isTrue());
        assertThat(nodes).filteredOn(node -> node.node().isWorker()).hasSize(2);
    }

    @Test
    void serversAreOfTheVersionsThatAreTested() throws IOException {
        assertThat(services().map(service -> String.valueOf(service.get("image"))))
                .contains(ContainerImage.S3PROXY.standard(), ContainerImage.ARTEMIS.standard());
        assertThat(Files.readString(OPERATIONS.resolve("kartoteka-images.sh")))
                .contains("FROM " + ContainerImage.ELASTICSEARCH.standard() + "\n");
    }

    @Test
    void portsAreOpenToThisMachineAlone() throws IOException {
        List<Object> ports = services()
                .map(service -> service.get("ports"))
                .filter(Objects::nonNull)
                .flatMap(list -> ((List<?>) list).stream().map(Object.class::cast))
                .toList();

        assertThat(ports)
                .isNotEmpty()
                .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
    }

    private static Settings settings(Map<?, ?> environment) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(String.valueOf(environment.get("KARTOTEKA_SETTINGS"))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        properties.setProperty("node.name", String.valueOf(environment.get("KARTOTEKA_NODE")));
        properties.setProperty("node.roles", String.valueOf(environment.get("KARTOTEKA_ROLES")));
        return SettingsFile.parse(properties, "compose.yaml");
    }

    private static Stream<Map<?, ?>> services() throws IOException {
        Map<String, Map<String, Map<?, ?>>> file = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(OPERATIONS.resolve("compose.yaml")));
        return file.get("services").values().stream().map(service -> (Map<?, ?>) service);
    }
}
