package org.kartoteka.ingest.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The sentences of {@code training/<language>/<name>.txt}: lines under headings in brackets. The pool {@code common} holds
 * what any document may hold: letterheads, addresses, signatures, names to fill in.
 *
 * @param languages by code, then pools by name ({@code common} or a document type), then lines by section
 */
public record SentencePools(Map<String, Map<String, Map<String, List<String>>>> languages) {
    private static final int FILE_BYTES_MAX = 1 << 20;

    /** Reads all pools of a folder, in order of their names. */
    public static SentencePools read(Path trainingFolder) {
        Map<String, Map<String, Map<String, List<String>>>> languages = new TreeMap<>();
        for (Path folder : list(trainingFolder)) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            Map<String, Map<String, List<String>>> pools = new TreeMap<>();
            for (Path file : list(folder)) {
                String name = file.getFileName().toString();
                if (name.endsWith(".txt")) {
                    pools.put(name.substring(0, name.length() - 4), sections(file));
                }
            }
            languages.put(folder.getFileName().toString(), pools);
        }
        return new SentencePools(languages);
    }

    /** Lines of a section; empty if there is none. */
    public List<String> lines(String language, String pool, String section) {
        return languages
                .getOrDefault(language, Map.of())
                .getOrDefault(pool, Map.of())
                .getOrDefault(section, List.of());
    }

    /** Document types of a language, that is all pools but {@code common}. */
    public List<String> types(String language) {
        return languages.getOrDefault(language, Map.of()).keySet().stream()
                .filter(name -> !name.equals("common") && !name.equals("general"))
                .toList();
    }

    private static Map<String, List<String>> sections(Path file) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new IllegalArgumentException("training file is over " + FILE_BYTES_MAX + " bytes: " + file);
            }
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("[") && line.endsWith("]")) {
                    current = new ArrayList<>();
                    sections.put(line.substring(1, line.length() - 1), current);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    current.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read training file " + file, e);
        }
        return sections;
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list training folder " + folder, e);
        }
    }
}
