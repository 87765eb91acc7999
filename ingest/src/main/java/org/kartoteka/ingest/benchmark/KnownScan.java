package org.kartoteka.ingest.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A scan whose text is known.
 *
 * @param type of the document; {@code batch} where the file holds several
 * @param degradation name of the profile by which it was spoilt
 */
record KnownScan(Path file, String type, String degradation, List<KnownPage> pages, List<KnownDocument> documents) {
    private static final String SUFFIX = ".truth.json";

    KnownScan {
        pages = List.copyOf(pages);
        documents = List.copyOf(documents);
    }

    /**
     * A document in the file.
     *
     * @param pages numbers in the file, from 1; those without text and separators left out
     * @param fields normalised values by name
     * @param overlaid names of fields that stand only in a stamp or a note: they count neither way
     */
    record KnownDocument(String type, List<Integer> pages, Map<String, String> fields, Set<String> overlaid) {
        KnownDocument {
            pages = List.copyOf(pages);
            fields = Map.copyOf(fields);
            overlaid = Set.copyOf(overlaid);
        }
    }

    /**
     * @param textByRows empty where it is the same as {@code text}
     * @param separator a sheet that parts documents, blank or printed
     * @param turnToRight by which the page must be turned clockwise to stand upright
     */
    record KnownPage(
            int number,
            String language,
            String text,
            String textByRows,
            int turnToRight,
            boolean blank,
            boolean separator) {
        /** Whether there is text to be read. */
        boolean hasText() {
            return !blank && !separator;
        }
    }

    /** Whether its documents are parted by blank pages, as the settings of its folder would say. */
    boolean blankPageSeparates() {
        return pages.stream().anyMatch(page -> page.blank() && page.separator());
    }

    /** Never was on paper. */
    boolean bornDigital() {
        return degradation.equals("none");
    }

    /** All scans of a folder with a truth beside them, but for exact duplicates and mails. */
    static List<KnownScan> in(Path folder) throws IOException {
        List<Path> truths;
        try (Stream<Path> files = Files.list(folder)) {
            truths = files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
        List<KnownScan> scans = new ArrayList<>();
        for (Path truth : truths) {
            JsonNode node = new JsonMapper().readTree(Files.readAllBytes(truth));
            Path file = folder.resolve(node.get("file").asString());
            boolean mail = node.path("format").asString("").equals("eml");
            if (Files.isRegularFile(file) && !node.has("duplicateOf") && !mail) {
                scans.add(scan(file, node));
            }
        }
        return scans;
    }

    private static KnownScan scan(Path file, JsonNode node) {
        Map<Integer, String> languages = new HashMap<>();
        for (JsonNode document : node.path("documents")) {
            for (JsonNode number : document.path("pages")) {
                languages.put(number.asInt(), document.get("language").asString());
            }
        }
        List<KnownPage> pages = new ArrayList<>();
        for (JsonNode page : node.get("pages")) {
            int number = pages.size() + 1;
            boolean blank = page.path("blank").asBoolean(false);
            pages.add(new KnownPage(
                    number,
                    languages.getOrDefault(number, node.get("language").asString()),
                    page.path("text").asString(""),
                    page.path("textByRows").asString(""),
                    Math.floorMod(-page.path("rotation").asInt(0), 360),
                    blank,
                    page.has("separator")));
        }
        List<KnownDocument> documents = new ArrayList<>();
        for (JsonNode document : node.has("documents") ? node.get("documents") : List.of(node)) {
            documents.add(document(document, pages));
        }
        return new KnownScan(
                file, node.get("type").asString(), node.get("degradation").asString(), pages, documents);
    }

    private static KnownDocument document(JsonNode node, List<KnownPage> pages) {
        Set<Integer> numbers = new TreeSet<>();
        node.path("pages").forEach(page -> numbers.add(page.isNumber() ? page.asInt() : 0));
        Map<String, String> fields = new TreeMap<>();
        node.path("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString("")));
        Set<String> overlaid = new TreeSet<>();
        node.path("fieldsOnlyInOverlay").forEach(name -> overlaid.add(name.asString()));
        return new KnownDocument(
                node.get("type").asString(),
                pages.stream()
                        .filter(KnownPage::hasText)
                        .map(KnownPage::number)
                        .filter(number -> numbers.contains(0) || numbers.contains(number))
                        .toList(),
                fields,
                overlaid);
    }
}
