package org.kartoteka.ingest.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal;

/** Half a PDF must not pass for all of it. */
final class CutOffPdfTest {
    private static final String HEAD = """
            %PDF-1.4
            1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
            2 0 obj <</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]>> endobj
            """;

    private static final String TRAILER = "trailer <</Root 1 0 R/Size 6>>\n";

    @TempDir
    Path folder;

    @Test
    void aPdfWithoutItsLastPageIsRefused() throws IOException {
        assertThat(examine(HEAD + page(3) + page(4))).isEqualTo(refused());
    }

    @Test
    void aPdfWhoseLastChangeIsCutOffIsRefused() throws IOException {
        String whole = HEAD + page(3) + page(4) + page(5) + TRAILER + "%%EOF\n";

        assertThat(examine(whole + "4 0 obj <</Type/Pa")).isEqualTo(refused());
    }

    @Test
    void aPdfWithSomethingAddedBehindItsEndIsTaken() throws IOException {
        String whole = HEAD + page(3) + page(4) + page(5) + TRAILER + "%%EOF\n";

        assertThat(examine(whole + "\0".repeat(5_000))).isInstanceOf(ExamineResult.Examined.class);
    }

    @Test
    void aPdfOfWhichOnlyTheEndMarkIsMissingIsTaken() throws IOException {
        assertThat(examine(HEAD + page(3) + page(4) + page(5) + TRAILER)).isInstanceOf(ExamineResult.Examined.class);
    }

    private static ExamineResult refused() {
        return new ExamineResult.Refused(new Refusal(Refusal.Code.DAMAGED, Map.of("what", "pdf-cut-off")));
    }

    private static String page(int number) {
        return number + " 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj\n";
    }

    private ExamineResult examine(String pdf) throws IOException {
        Path file = Files.write(folder.resolve("a.pdf"), pdf.getBytes(StandardCharsets.ISO_8859_1));
        Path work = Files.createDirectories(folder.resolve("work"));
        return new FileExaminer(Limits.DEFAULT).examine(new ExamineRequest(file, "a.pdf", work));
    }
}
