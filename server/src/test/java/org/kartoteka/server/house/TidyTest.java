package org.kartoteka.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the tree as text and holds it to the rules that no compiler knows. */
final class TidyTest {
    private static final Path ROOT =
            Path.of(System.getProperty("kartoteka.root", "..")).toAbsolutePath().normalize();
    private static final int LINES_MAX = 400;
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)#\\s]+)(#[^)]*)?\\)");
    /** Where tests wait by the clock, bounded, or have a server or worker do so. */
    private static final Set<String> WAITING =
            Set.of("Polling.java", "Faults.java", "Await.java", "FaultyReaderFactory.java");

    private static final List<String> LEFTOVERS = List.of("TO" + "DO", "FIX" + "ME", "X" + "XX");

    @Test
    void javaFilesStayWithinFourHundredLines() {
        assertThat(javaFiles().filter(file -> lines(file).size() > LINES_MAX)).isEmpty();
    }

    @Test
    void everyMainPackageSaysWhatItIsAndThatNothingIsNull() {
        List<Path> without = javaFiles()
                .filter(file -> file.toString().contains("/src/main/"))
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !describesItself(folder.resolve("package-info.java")))
                .toList();

        assertThat(without).isEmpty();
    }

    @Test
    void noLeftoverStaysInTheSources() {
        List<String> found = new ArrayList<>();
        javaFiles()
                .forEach(file -> lines(file).forEach(line -> {
                    if (LEFTOVERS.stream().anyMatch(line::contains)) {
                        found.add(ROOT.relativize(file) + ": " + line.strip());
                    }
                }));

        assertThat(found).isEmpty();
    }

    @Test
    void noTestSleepsOrMocks() {
        List<String> banned = List.of("Thread" + ".sleep", "park" + "Nanos", "org." + "mockito");
        List<String> found = new ArrayList<>();
        javaFiles()
                .filter(file -> file.toString().contains("/src/test/"))
                .filter(file -> !WAITING.contains(file.getFileName().toString()))
                .forEach(file -> lines(file).forEach(line -> {
                    if (banned.stream().anyMatch(line::contains)) {
                        found.add(ROOT.relativize(file) + ": " + line.strip());
                    }
                }));

        assertThat(found).isEmpty();
    }

    @Test
    void everyLinkInTheDocumentsLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        tree(".md").forEach(file -> {
            Matcher link = LINK.matcher(String.join("\n", lines(file)));
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains(":") && !Files.exists(file.resolveSibling(target))) {
                    broken.add(ROOT.relativize(file) + " -> " + target);
                }
            }
        });

        assertThat(broken).isEmpty();
    }

    private static boolean describesItself(Path packageInfo) {
        if (!Files.exists(packageInfo)) {
            return false;
        }
        String text = String.join("\n", lines(packageInfo));
        return text.contains("@NullMarked") && text.startsWith("/**") && !text.contains("Placeholder");
    }

    private static Stream<Path> javaFiles() {
        return tree(".java");
    }

    private static Stream<Path> tree(String extension) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files
                    .filter(file -> file.toString().endsWith(extension) && Files.isRegularFile(file))
                    .filter(file -> Stream.of("/target/", "/data/", "/.git/", "/.kartoteka/")
                            .noneMatch(("/" + ROOT.relativize(file))::contains))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
