package org.kartoteka.ingest.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What belongs in a models folder: every data file with digest, licence and source.
 *
 * @param entries in order of their names
 */
public record Manifest(List<Entry> entries) {
    /** Where the manifest is in the models folder. */
    public static final String FILE = "manifest.json";

    /**
     * A file.
     *
     * @param name path inside of the folder, with slashes
     */
    public record Entry(String name, String sha256, String licence, String source) {}

    public Manifest {
        entries = List.copyOf(entries);
    }

    static Manifest read(Path file) {
        try {
            List<Entry> entries = new ArrayList<>();
            for (JsonNode node :
                    JsonMapper.builder().build().readTree(file.toFile()).path("files")) {
                String name = node.path("name").asString("");
                if (name.isEmpty() || name.startsWith("/") || name.contains("..") || name.contains("\\")) {
                    throw new IllegalStateException("manifest of models names a file outside of its folder: " + name);
                }
                entries.add(new Entry(
                        name,
                        node.path("sha256").asString(""),
                        node.path("licence").asString(""),
                        node.path("source").asString("")));
            }
            return new Manifest(entries);
        } catch (JacksonException e) {
            throw new IllegalStateException("cannot read manifest of models " + file, e);
        }
    }

    /** Writes the manifest of a folder as it is now: models, types, rules, training texts and samples. */
    public static void write(Path modelsFolder) throws IOException {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode root = mapper.createObjectNode();
        ArrayNode files = root.putArray("files");
        try (Stream<Path> all = Files.walk(modelsFolder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = modelsFolder.relativize(file).toString().replace('\\', '/');
                if (name.equals(FILE) || name.endsWith(".md") || name.startsWith(".")) {
                    continue;
                }
                boolean engine = name.startsWith("tessdata/");
                files.addObject()
                        .put("name", name)
                        .put("sha256", ModelsFolder.sha256(file))
                        .put("licence", engine || name.startsWith("LICENSES/") ? "Apache-2.0" : "same as Kartoteka")
                        .put("source", source(name));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        String text = mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        Files.writeString(modelsFolder.resolve(FILE), text.replace("\r\n", "\n") + "\n");
    }

    private static String source(String name) {
        if (name.startsWith("tessdata/")) {
            return "tessdata_fast 4.1.0, from the Debian packages tesseract-ocr-*";
        }
        if (name.startsWith("LICENSES/")) {
            return "the Apache Software Foundation";
        }
        if (name.startsWith("samples/")) {
            return "invented people and companies, made for this project";
        }
        return name.endsWith(".model") ? "trained from training/ by TrainMain" : "written for this project";
    }
}
