package org.kartoteka.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mixture of the profiles is refused, each time with a sentence that says what to do. */
class ProfilesTest {
    private static final Map<String, String> CLUSTER = Map.of(
            "profile", "clustered",
            "node.name", "worker-1",
            "s3.endpoint", "https://s3.example.org",
            "s3.bucket", "archive",
            "elasticsearch.urls", "https://a.example.org:9200,https://b.example.org:9200",
            "broker.url", "tcp://broker.example.org:61616");

    @Test
    void standaloneIsTheDefaultAndDoesEverything() {
        Settings settings = parse(Map.of());

        assertThat(settings.isClustered()).isFalse();
        assertThat(settings.node().isApi()).isTrue();
        assertThat(settings.node().isWorker()).isTrue();
        assertThat(settings.node().isIntake()).isTrue();
    }

    @Test
    void clusterIsTakenAsWritten() {
        Settings settings = parse(CLUSTER);

        assertThat(settings.isClustered()).isTrue();
        assertThat(settings.elasticsearch().urls()).hasSize(2);
        assertThat(settings.s3().multipartMebibytes()).isEqualTo(16);
    }

    @Test
    void rolesAreAList() {
        Settings settings = parse(with("node.roles", "worker,intake"));

        assertThat(settings.node().isApi()).isFalse();
        assertThat(settings.node().isWorker()).isTrue();
        assertThat(settings.node().isIntake()).isTrue();
        assertThatThrownBy(() -> parse(with("node.roles", "boss"))).hasMessageContaining("'boss'");
    }

    @Test
    void clusterWithoutOneOfItsPartsIsRefusedInWords() {
        for (String key : CLUSTER.keySet()) {
            Map<String, String> settings = new LinkedHashMap<>(CLUSTER);
            settings.remove(key);
            if (!key.equals("profile")) {
                assertThatThrownBy(() -> parse(settings))
                        .as(key)
                        .isInstanceOf(InvalidSettings.class)
                        .hasMessageContaining(key + " must be set with profile=clustered");
            }
        }
    }

    @Test
    void keysOfAClusterAreRefusedInAStandaloneArchive() {
        assertThatThrownBy(() -> parse(Map.of("s3.bucket", "archive")))
                .hasMessageContaining("s3.bucket must not be set with profile=standalone");
        assertThatThrownBy(() -> parse(Map.of("node.roles", "worker"))).hasMessageContaining("node.roles");
        assertThatThrownBy(() -> parse(Map.of("broker.url", "tcp://x"))).hasMessageContaining("broker.url");
    }

    @Test
    void nodeNameThatCannotBeAKeyIsRefused() {
        assertThatThrownBy(() -> parse(with("node.name", "Worker 1"))).hasMessageContaining("node.name");
    }

    @Test
    void secretsAreReadFromFilesAndNeverMadeUp(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "s3cret\n");

        assertThat(Secrets.find("key", file.toString(), "KARTOTEKA_NO_SUCH_VARIABLE"))
                .contains("s3cret");
        assertThat(Secrets.find("key", "", "KARTOTEKA_NO_SUCH_VARIABLE")).isEmpty();
        assertThatThrownBy(() -> Secrets.find("key", folder.resolve("none").toString(), "KARTOTEKA_NO_SUCH_VARIABLE"))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("none");
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> settings = new LinkedHashMap<>(CLUSTER);
        settings.put(key, value);
        return settings;
    }

    private static Settings parse(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        return SettingsFile.parse(properties, "test");
    }
}
