package org.kartoteka.server.benchmark.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScaleBenchmarkTest {
    private static final Path SENTENCES = Path.of("../ocr-models/training");
    private static final List<String> LANGUAGES = List.of("lv", "ru");

    @TempDir
    Path folder;

    @Test
    void aDocumentIsTheSameEachTimeAndUnlikeItsNeighbours() throws Exception {
        MadeArchive archive = archive();

        assertThat(archive.document(17)).isEqualTo(archive().document(17)).isNotEqualTo(archive.document(18));
        assertThat(archive.document(17).pages().getFirst().text().split("\\s+")).hasSizeGreaterThan(8);
    }

    @Test
    void frequentWordsAreMetMoreOftenThanRareOnes() throws Exception {
        Vocabulary words = Vocabulary.of("lv", SENTENCES.resolve("lv"), 3_000, 1);
        SplittableRandom random = new SplittableRandom(2);
        Set<String> different = new HashSet<>();
        int first = 0;
        String mostFrequent = words.between(0, 1, random);
        for (int i = 0; i < 5_000; i++) {
            String word = words.draw(random);
            different.add(word);
            first += word.equals(mostFrequent) ? 1 : 0;
        }

        // By Zipf's law the first of 3,000 words is one in 18.
        assertThat(first).isBetween(150, 450);
        assertThat(different).hasSizeBetween(900, 2_500);
    }

    @Test
    void eachQuestionIsAnsweredByTheDocumentItIsAbout() throws Exception {
        ScaleBenchmark benchmark = new ScaleBenchmark(
                new ScaleBenchmark.Options(SENTENCES, LANGUAGES, 2_000, folder.resolve("work"), List.of(60, 120), 40));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        benchmark.run(
                Files.createDirectories(folder.resolve("report")), new PrintStream(out, true, StandardCharsets.UTF_8));

        String report = Files.readString(folder.resolve("report/scale.md"));
        assertThat(report).contains("| 60 |", "| 120 |", "| number |", "| phrase |");
        assertThat(Files.readString(folder.resolve("report/scale.json"))).contains("\"withoutHit\" : 0");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(report);
    }

    private static MadeArchive archive() throws Exception {
        return MadeArchive.of(SENTENCES, LANGUAGES, 2_000, 100, 5);
    }
}
