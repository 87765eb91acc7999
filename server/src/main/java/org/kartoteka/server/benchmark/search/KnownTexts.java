package org.kartoteka.server.benchmark.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kartoteka.server.benchmark.search.KnownText.Page;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads collections of documents whose texts are known. */
final class KnownTexts {
    private static final String TRUTH = ".truth.json";
    private static final String WRITTEN = ".txt";
    private static final Pattern READ_OTHERWISE = Pattern.compile("\\{([^|}]*)\\|([^}]*)}");

    private KnownTexts() {}

    /**
     * The documents of a folder of texts, one file for each language, described beside them: the n-th of {@code lv.txt} is
     * {@code lv-n}.
     */
    static List<KnownText> written(Path folder) throws IOException {
        List<KnownText> texts = new ArrayList<>();
        for (Path file : files(folder, WRITTEN)) {
            String language = file.getFileName().toString().replace(WRITTEN, "");
            int number = 0;
            for (String text : Files.readString(file).split("(?m)^=====$\\R")) {
                number++;
                texts.add(written(language + "-" + number, language, text));
            }
        }
        return texts;
    }

    private static KnownText written(String name, String language, String text) {
        int end = text.indexOf("\n\n");
        if (end < 0) {
            throw new IllegalArgumentException(
                    "document " + name + " has no empty line between its fields and its text");
        }
        Map<String, String> fields = new TreeMap<>();
        for (String line : text.substring(0, end).split("\n")) {
            int colon = line.indexOf(": ");
            fields.put(line.substring(0, colon), line.substring(colon + 2).strip());
        }
        String type = fields.getOrDefault("type", "other");
        fields.remove("type");
        List<Page> pages = Stream.of(text.substring(end + 2).split("(?m)^-----$\\R"))
                .map(page -> new Page(
                        READ_OTHERWISE.matcher(page).replaceAll("$1"),
                        READ_OTHERWISE.matcher(page).replaceAll("$2")))
                .toList();
        return new KnownText(name, language, type, fields, Map.of(), pages);
    }

    /**
     * The documents of a folder of scans, as their {@code NAME.truth.json} tell them; exact duplicates are left out, as in
     * the archive. The documents of a batch are {@code NAME#1}, {@code NAME#2} and so on.
     */
    static List<KnownText> scanned(Path folder) throws IOException {
        List<KnownText> texts = new ArrayList<>();
        JsonMapper json = new JsonMapper();
        for (Path file : files(folder, TRUTH)) {
            JsonNode scan = json.readTree(Files.readAllBytes(file));
            String name = file.getFileName().toString().replace(TRUTH, "");
            if (scan.has("duplicateOf")) {
                continue;
            }
            if (!scan.has("documents")) {
                texts.add(scanned(name, scan, pages(scan, List.of())));
                continue;
            }
            for (JsonNode document : scan.get("documents")) {
                List<Integer> numbers = new ArrayList<>();
                document.path("pages").forEach(number -> numbers.add(number.asInt()));
                texts.add(scanned(name + "#" + document.path("index").asInt(), document, pages(scan, numbers)));
            }
        }
        return texts;
    }

    private static KnownText scanned(String name, JsonNode node, List<Page> pages) {
        return new KnownText(
                name,
                node.path("language").asString("und"),
                node.path("type").asString("other"),
                values(node.path("fields")),
                values(node.path("fieldsAsPrinted")),
                pages);
    }

    private static Map<String, String> values(JsonNode node) {
        Map<String, String> values = new TreeMap<>();
        node.properties()
                .forEach(value -> values.put(value.getKey(), value.getValue().asString("")));
        return values;
    }

    /** Of these pages, or of all, those that have text and part nothing. */
    private static List<Page> pages(JsonNode scan, List<Integer> numbers) {
        List<Page> pages = new ArrayList<>();
        int number = 0;
        for (JsonNode page : scan.path("pages")) {
            number++;
            String text = page.path("text").asString("");
            if ((numbers.isEmpty() || numbers.contains(number)) && !text.isBlank() && !page.has("separator")) {
                pages.add(new Page(text, text));
            }
        }
        return pages;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
