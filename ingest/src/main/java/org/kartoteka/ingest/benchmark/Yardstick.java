package org.kartoteka.ingest.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code tesseract} program as it is installed, on one page: single-threaded, told the right language. */
final class Yardstick {
    private static final Map<String, String> MODELS =
            Map.of("lv", "lav", "lt", "lit", "cs", "ces", "en", "eng", "ru", "rus", "kk", "kaz");
    private static final Pattern SECONDS = Pattern.compile("(\\d+)m([0-9.]+)s");
    /** The last line of {@code times} is what the children used: in their own code, and in the system's. */
    private static final String SCRIPT = "tesseract \"$0\" \"$1\" -l \"$2\" --psm 3 2>/dev/null; times";

    private Yardstick() {}

    /** What the program read, and the processor time it took. */
    record Reading(String text, double cpuSeconds) {}

    /** Version of the installed program; empty where there is none. */
    static Optional<String> version() {
        try {
            Process process = new ProcessBuilder("tesseract", "--version")
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? output.lines().findFirst() : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    static Reading read(Path image, String language) {
        Path base = image.resolveSibling(image.getFileName() + ".out");
        Path text = image.resolveSibling(base.getFileName() + ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(
                    "/bin/bash",
                    "-c",
                    SCRIPT,
                    image.toString(),
                    base.toString(),
                    MODELS.getOrDefault(language, "eng")));
            builder.environment().put("OMP_THREAD_LIMIT", "1");
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return new Reading(Files.exists(text) ? Files.readString(text) : "", cpuSeconds(output));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run tesseract", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reading("", 0);
        }
    }

    private static double cpuSeconds(String output) {
        String last = output.lines().reduce("", (earlier, line) -> line);
        double seconds = 0;
        Matcher matcher = SECONDS.matcher(last);
        while (matcher.find()) {
            seconds += 60 * Double.parseDouble(matcher.group(1)) + Double.parseDouble(matcher.group(2));
        }
        return seconds;
    }
}
