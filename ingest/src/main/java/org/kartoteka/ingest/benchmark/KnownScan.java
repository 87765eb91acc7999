package org.kartoteka.ingest.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A scan whose text is known.
 *
 * @param type of the document; {@code batch} where the file holds several
 * @param degradation name of the profile by which it was spoilt
 */
record KnownScan(Path file, String type, String degradation, List<KnownPage> pages) {
    private static final String SUFFIX = ".truth.json";

    KnownScan {
        pages = List.copyOf(pages);
    }

    /**
     * @param textByRows empty where it is the same as {@code text}
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
                    page.has("separator") && !blank));
        }
        return new KnownScan(
                file, node.get("type").asString(), node.get("degradation").asString(), pages);
    }
}
