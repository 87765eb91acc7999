package org.kartoteka.ingest.classify;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The configured document types, from {@code types.json}.
 *
 * @param fallback code of the type of a document that tells nothing; one of {@code types}
 * @param types names by language, by code, in the order of the file
 */
public record DocumentTypes(String fallback, Map<String, Map<String, String>> types) {
    /** Where the types are in the models folder. */
    public static final String FILE = "types.json";

    public DocumentTypes {
        types = new LinkedHashMap<>(types);
        if (!types.containsKey(fallback)) {
            throw new IllegalArgumentException("fallback of document types is no type: " + fallback);
        }
    }

    /**
     * Reads the types of a models folder.
     *
     * @throws IllegalArgumentException if the file is missing or malformed, saying how
     */
    public static DocumentTypes load(Path modelsFolder) {
        Path file = modelsFolder.resolve(FILE);
        try {
            JsonNode root = JsonMapper.builder().build().readTree(file.toFile());
            Map<String, Map<String, String>> types = new LinkedHashMap<>();
            for (JsonNode type : root.path("types")) {
                Map<String, String> names = new LinkedHashMap<>();
                type.path("names")
                        .properties()
                        .forEach(
                                name -> names.put(name.getKey(), name.getValue().asString()));
                String code = type.path("code").asString("");
                if (!code.matches("[a-z][a-z0-9-]{0,39}")) {
                    throw new IllegalArgumentException("code of a document type must be small letters, digits and "
                            + "hyphens, in " + file + ": " + code);
                }
                types.put(code, Map.copyOf(names));
            }
            return new DocumentTypes(root.path("fallback").asString(""), types);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("cannot read document types " + file, e);
        }
    }

    /** Codes in the order of the file. */
    public List<String> codes() {
        return List.copyOf(types.keySet());
    }
}
