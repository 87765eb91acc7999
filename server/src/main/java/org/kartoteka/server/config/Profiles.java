package org.kartoteka.server.config;

import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** Refuses settings of one profile that make no sense in the other: a mixture would look like what it is not. */
final class Profiles {
    static final String STANDALONE = "standalone";
    static final String CLUSTERED = "clustered";

    /** Have a meaning in the clustered profile only. */
    private static final List<String> OF_A_CLUSTER = List.of("s3.", "elasticsearch.", "broker.", "node.");

    private Profiles() {}

    /**
     * @param written the keys in the file
     * @throws IllegalArgumentException in words
     */
    static void check(Settings settings, Properties written) {
        if (settings.isClustered()) {
            need("node.name", settings.node().name(), "each node has a name of its own");
            need("s3.endpoint", settings.s3().endpoint(), "several nodes cannot keep their objects in a folder");
            need("s3.bucket", settings.s3().bucket(), "several nodes cannot keep their objects in a folder");
            need(
                    "elasticsearch.urls",
                    String.join("", settings.elasticsearch().urls()),
                    "an index inside one process cannot be shared by several nodes");
            need("broker.url", settings.broker().url(), "hints inside one process do not reach the other nodes");
            return;
        }
        Stream<String> stray = written.stringPropertyNames().stream()
                .filter(key -> OF_A_CLUSTER.stream().anyMatch(key::startsWith))
                .sorted();
        stray.findFirst().ifPresent(key -> {
            throw new IllegalArgumentException(key + " must not be set with profile=" + STANDALONE
                    + ", which would not use it: one node keeps everything in its data folder; set profile=" + CLUSTERED
                    + " or remove the key");
        });
    }

    private static void need(String key, String value, String why) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(key + " must be set with profile=" + CLUSTERED + ": " + why);
        }
    }
}
