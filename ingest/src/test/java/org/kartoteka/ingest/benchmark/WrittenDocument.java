package org.kartoteka.ingest.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kartoteka.ingest.HandmadePages;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.benchmark.KnownScan.KnownDocument;
import org.kartoteka.ingest.training.OcrNoise;

/**
 * A document written down in plain text, as a typewriter would set it: where a word stands in its line is where it stands on
 * the page. Above the text its type and fields.
 */
record WrittenDocument(String language, KnownDocument known, List<String> lines) {
    private static final int CHAR_WIDTH = 10;
    private static final int CHAR_HEIGHT = 16;
    private static final int LINE_HEIGHT = 28;
    private static final Pattern WORD = Pattern.compile("\\S+");

    /** All documents of a folder of files named by their language. */
    static List<WrittenDocument> in(Path folder) throws IOException {
        List<WrittenDocument> documents = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".txt"))
                    .sorted()
                    .toList()) {
                String language = file.getFileName().toString().replace(".txt", "");
                for (String text : Files.readString(file).split("(?m)^=====$\\R")) {
                    documents.add(of(language, text));
                }
            }
        }
        return documents;
    }

    private static WrittenDocument of(String language, String text) {
        int end = text.indexOf("\n\n");
        Map<String, String> fields = new TreeMap<>();
        for (String line : text.substring(0, end).split("\n")) {
            int colon = line.indexOf(": ");
            fields.put(line.substring(0, colon), line.substring(colon + 2));
        }
        String type = fields.remove("type");
        KnownDocument known = new KnownDocument(type, List.of(1), fields, Set.of());
        return new WrittenDocument(
                language, known, text.substring(end + 2).lines().toList());
    }

    /** The page as it would come from recognition that made no mistakes. */
    PageRead read() {
        return page(lines);
    }

    /** The same, with a share of its letters misread; the same ones every time. */
    PageRead readBadly(double rate) {
        Random random = new Random(String.join("\n", lines).hashCode());
        OcrNoise noise = new OcrNoise(random);
        List<String> spoilt = new ArrayList<>();
        for (String line : lines) {
            StringBuilder out = new StringBuilder();
            int at = 0;
            Matcher matcher = WORD.matcher(line);
            while (matcher.find()) {
                String word = noise.spoil(matcher.group(), rate).replace(" ", "");
                out.append(line, at, matcher.start()).append(word);
                // What follows keeps its place on the page, so that columns stay columns.
                int lost = matcher.group().length() - word.length();
                out.append(" ".repeat(Math.max(0, lost)));
                at = Math.min(line.length(), matcher.end() + spaceToGive(line, matcher.end(), -lost));
            }
            spoilt.add(out.toString());
        }
        return page(spoilt);
    }

    private static int spaceToGive(String line, int from, int wanted) {
        int spaces = 0;
        while (spaces < wanted && from + spaces + 1 < line.length() && line.charAt(from + spaces + 1) == ' ') {
            spaces++;
        }
        return spaces;
    }

    private PageRead page(List<String> texts) {
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Matcher matcher = WORD.matcher(texts.get(i));
            while (matcher.find()) {
                words.add(new Word(
                        matcher.group(),
                        matcher.start() * CHAR_WIDTH,
                        i * LINE_HEIGHT,
                        matcher.group().length() * CHAR_WIDTH,
                        CHAR_HEIGHT,
                        i + 1,
                        0.95));
            }
        }
        return HandmadePages.page(language, String.join("\n", texts), words);
    }
}
