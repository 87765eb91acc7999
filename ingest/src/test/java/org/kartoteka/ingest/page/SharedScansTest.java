package org.kartoteka.ingest.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult.Examined;
import org.kartoteka.ingest.ExamineResult.Part;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.detect.FileExaminer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Over a folder of real scans with truth files, named by the system property {@code kartoteka.scans}. */
class SharedScansTest {
    @TempDir
    Path work;

    @Test
    void findsAllPagesOfAllScansAndOpensThem() throws IOException {
        String folder = System.getProperty("kartoteka.scans", "");
        Assumptions.assumeFalse(folder.isEmpty(), "no folder of scans given: -Dkartoteka.scans=FOLDER");
        List<Path> truths;
        try (var files = Files.list(Path.of(folder))) {
            truths = files.filter(f -> f.toString().endsWith(".truth.json"))
                    .sorted()
                    .toList();
        }
        List<String> wrong = new ArrayList<>();
        int number = 0;

        for (Path truthFile : truths) {
            JsonNode truth = JsonMapper.shared().readTree(Files.readString(truthFile));
            Path file = truthFile.resolveSibling(truth.get("file").asString());
            Path unpacked = Files.createDirectory(work.resolve("" + number++));
            var result = new FileExaminer(Limits.DEFAULT)
                    .examine(new ExamineRequest(file, file.getFileName().toString(), unpacked));
            if (!(result instanceof Examined examined)) {
                wrong.add(file.getFileName() + ": " + result);
                continue;
            }
            int pages = examined.parts().stream().mapToInt(Part::pageCount).sum();
            if (pages != truth.get("pages").size()) {
                wrong.add(file.getFileName() + ": " + pages + " pages");
            }
            for (Part part : examined.parts()) {
                for (int page = 1; page <= part.pageCount(); page++) {
                    check(part, page, truth.get("format").asString(), wrong);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(truths).isNotEmpty();
    }

    private static void check(Part part, int page, String format, List<String> wrong) {
        PageContent content = PageContents.open(part.file(), part.mediaType(), page, Limits.DEFAULT);
        boolean text = format.equals("pdf-text")
                || format.equals("docx")
                || format.equals("odt")
                || part.mediaType().equals(MediaTypes.MAIL);
        boolean right = text
                ? content instanceof PageContent.BornDigital born
                        && born.words().size() > 20
                : content instanceof PageContent.EncodedImage;
        if (!right) {
            wrong.add(part.name() + " page " + page + ": " + content);
        }
    }
}
