package org.kartoteka.ingest.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** Other programs as they are installed: told the right language, and given pages that stand upright. */
final class Yardstick {
    private static final Map<String, String> MODELS =
            Map.of("lv", "lav", "lt", "lit", "cs", "ces", "en", "eng", "ru", "rus", "kk", "kaz");
    private static final Pattern SECONDS = Pattern.compile("(\\d+)m([0-9.]+)s");
    /** The last line of {@code times} is what the children used: in their own code, and in the system's. */
    private static final String SCRIPT = "\"$0\" \"$@\" >/dev/null 2>&1; ended=$?; times; exit $ended";

    private Yardstick() {}

    /** What the program read, and the processor time it took. */
    record Reading(String text, double cpuSeconds) {}

    /** Name and version of the installed program; empty where there is none. */
    static Optional<String> version(String program) throws IOException {
        try {
            Process process = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return ended(process) == 0
                    ? output.lines().findFirst().map(line -> line.startsWith(program) ? line : program + " " + line)
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** One page read by {@code tesseract} with one thread. */
    static Reading tesseract(Path image, String language) throws IOException {
        Path base = image.resolveSibling(image.getFileName() + ".out");
        Path text = image.resolveSibling(base.getFileName() + ".txt");
        double cpuSeconds = cpuSeconds(
                List.of("tesseract", image.toString(), base.toString(), "-l", model(language), "--psm", "3"));
        return new Reading(Files.exists(text) ? Files.readString(text) : "", cpuSeconds);
    }

    /**
     * A file made searchable by {@code ocrmypdf}, which turns and straightens pages as we do, and does not make PDF/A of it.
     *
     * @return processor time
     */
    static double ocrmypdf(Path pdf, String language, int jobs) throws IOException {
        return cpuSeconds(List.of(
                "ocrmypdf",
                "--jobs",
                Integer.toString(jobs),
                "-l",
                model(language),
                "--rotate-pages",
                "--deskew",
                "--output-type",
                "pdf",
                pdf.toString(),
                pdf.resolveSibling(pdf.getFileName() + ".searchable.pdf").toString()));
    }

    /** The images as the pages of one file, each as wide as A4. */
    static void pdf(List<Path> images, Path target) throws IOException {
        try (PDDocument document = new PDDocument(IOUtils.createTempFileOnlyStreamCache())) {
            for (Path image : images) {
                PDImageXObject drawn = PDImageXObject.createFromFileByContent(image.toFile(), document);
                float height = PDRectangle.A4.getWidth() * drawn.getHeight() / drawn.getWidth();
                PDPage page = new PDPage(new PDRectangle(PDRectangle.A4.getWidth(), height));
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(drawn, 0, 0, PDRectangle.A4.getWidth(), height);
                }
            }
            document.save(target.toFile());
        }
    }

    private static String model(String language) {
        return MODELS.getOrDefault(language, "eng");
    }

    private static double cpuSeconds(List<String> command) throws IOException {
        List<String> script = new ArrayList<>(List.of("/bin/bash", "-c", SCRIPT));
        script.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(script);
        builder.environment().put("OMP_THREAD_LIMIT", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int ended = ended(process);
        if (ended != 0) {
            throw new IOException("%s ended with %d".formatted(command.getFirst(), ended));
        }
        String last = output.lines().reduce("", (earlier, line) -> line);
        double seconds = 0;
        Matcher matcher = SECONDS.matcher(last);
        while (matcher.find()) {
            seconds += 60 * Double.parseDouble(matcher.group(1)) + Double.parseDouble(matcher.group(2));
        }
        return seconds;
    }

    private static int ended(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
