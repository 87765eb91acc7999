package org.kartoteka.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a reading was made with, in full and as a short id.
 *
 * @param id {@code [a-z0-9]{12}}: changes with whatever may change a result
 */
record Recipe(String id, Provenance provenance) {
    /** To be raised when the treatment of pages changes, so that pages are read anew. */
    private static final String TREATMENT_VERSION = "6";

    private static final int ID_LENGTH = 12;

    static Recipe of(ReadingSettings settings, String engineVersion) {
        Map<String, String> models = new TreeMap<>();
        addDigests(models, settings.modelsFolder());
        addDigests(models, settings.modelsFolder().resolve("tessdata"));
        addDigests(models, settings.modelsFolder().resolve("fields"));
        ReadingSettings.Limits limits = settings.limits();
        Map<String, String> values = new TreeMap<>(Map.of(
                "treatment", TREATMENT_VERSION,
                "languages", String.join(",", settings.languages()),
                "pixels-per-page-max", Long.toString(limits.pixelsPerPageMax()),
                "text-length-max", Integer.toString(limits.textLengthMax())));
        return new Recipe(id(engineVersion, models, values), new Provenance(engineVersion, models, values));
    }

    private static String id(String engineVersion, Map<String, String> models, Map<String, String> values) {
        String all = engineVersion + '\n' + models + '\n' + values;
        return HexFormat.of()
                .formatHex(sha256().digest(all.getBytes(StandardCharsets.UTF_8)))
                .substring(0, ID_LENGTH);
    }

    private static void addDigests(Map<String, String> digests, Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.matches(".*\\.(traineddata|model)|(?!manifest).*\\.json")) {
                    digests.put(name, digest(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the models in " + folder, e);
        }
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
