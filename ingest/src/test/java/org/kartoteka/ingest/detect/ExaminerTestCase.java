package org.kartoteka.ingest.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.ExamineResult.Examined;
import org.kartoteka.ingest.ExamineResult.Part;
import org.kartoteka.ingest.ExamineResult.Refused;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.page.OddFiles;
import org.kartoteka.ingest.page.PageContent;
import org.kartoteka.ingest.page.PageContents;

/** A file examiner on a temporary folder, new for each test, and what it says. */
abstract class ExaminerTestCase {
    @TempDir
    Path folder;

    Path work;

    @BeforeEach
    final void createWork() throws IOException {
        work = Files.createDirectory(folder.resolve("work"));
    }

    ExamineResult examine(String name, byte[] bytes) throws IOException {
        return examine(name, bytes, Limits.DEFAULT);
    }

    ExamineResult examine(String name, byte[] bytes, Limits limits) throws IOException {
        Path file = OddFiles.write(folder, "input", bytes);
        return new FileExaminer(limits).examine(new ExamineRequest(file, name, work));
    }

    static Refusal refusal(ExamineResult result) {
        assertThat(result).isInstanceOf(Refused.class);
        return ((Refused) result).refusal();
    }

    static List<Part> parts(ExamineResult result) {
        assertThat(result).isInstanceOf(Examined.class);
        return ((Examined) result).parts();
    }

    static String text(Part part) {
        PageContent content = PageContents.open(part.file(), part.mediaType(), 1, Limits.DEFAULT);
        assertThat(content).isInstanceOf(PageContent.BornDigital.class);
        return ((PageContent.BornDigital) content).text();
    }

    static byte[] encrypted(String userPassword) throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            var policy = new StandardProtectionPolicy("owner", userPassword, new AccessPermission());
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
            return OddFiles.save(document);
        }
    }
}
