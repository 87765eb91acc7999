package org.kartoteka.ingest.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kartoteka.ingest.PageResult.Word;

/** The words under the picture: what they say and where they lie. */
class SearchablePdfTextTest {
    private static final String[] SIX_LANGUAGES = {
        "Jūsu līgums ir izbeigts – paldies, ka bijāt ar mums.",
        "Ąžuolų g. 7, Šiauliai: įmoka už ryšį",
        "Žádost o přeložku účtu č. 30070019",
        "Съёмный модем, объявление № 12",
        "Құрметті Әлия Өмірбекқызы, шарт ұзартылды",
        "Dear customer, “naïve” costs £5 + 20 %",
    };

    @TempDir
    Path folder;

    @Test
    void textOfSixLanguagesIsCopiedAsItWasRead() throws IOException {
        Path jpeg = Samples.jpeg(folder, 1000, 1400);

        Path pdf = Samples.compose(
                folder.resolve("out.pdf"),
                Samples.page(1, jpeg, "image/jpeg", Samples.read(1000, 1400, 0, Samples.words(SIX_LANGUAGES))));

        assertThat(Samples.text(pdf)).isEqualTo(String.join("\n", SIX_LANGUAGES) + "\n");
    }

    @Test
    void popplerCopiesTheSameText() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/pdftotext")), "pdftotext is not installed");
        Path pdf = Samples.compose(
                folder.resolve("out.pdf"),
                Samples.page(
                        1,
                        Samples.jpeg(folder, 1000, 1400),
                        "image/jpeg",
                        Samples.read(1000, 1400, 0, Samples.words(SIX_LANGUAGES))));

        Process process = new ProcessBuilder("/usr/bin/pdftotext", "-raw", pdf.toString(), "-").start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(text).isEqualTo(String.join("\n", SIX_LANGUAGES) + "\n\f");
    }

    /** The word begins 20 pixels from the left and stands 58 pixels from the top of the upright page. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 200, 400, 20, 342",
        "90, 0, 400, 200, 58, 20",
        "180, 0, 200, 400, 180, 58",
        "270, 0, 400, 200, 342, 180",
        "0, 90, 400, 200, 58, 20",
        "90, 90, 200, 400, 180, 58",
        "180, 90, 400, 200, 342, 180",
        "270, 90, 200, 400, 20, 342",
    })
    void wordsLieWhereTheyWereReadHoweverThePageIsTurned(
            int rotation, int pageTurn, int width, int height, double x, double y) throws IOException {
        Path source = Samples.pdfWithScan(folder, width, height, pageTurn, 30);
        Word word = new Word("vārds", 20, 40, 60, 22, 1, 0.9);
        // The lower edge is at 62, a fifth of the height is below the baseline.

        Path pdf = Samples.compose(
                folder.resolve("out.pdf"),
                Samples.page(1, source, "application/pdf", Samples.read(200, 400, rotation, word)));

        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertThat(document.getPage(0).getRotation()).isEqualTo((rotation + pageTurn) % 360);
            TextPosition first = positions(document).getFirst();
            assertThat((double) first.getTextMatrix().getTranslateX()).isBetween(x - 0.5, x + 0.5);
            assertThat((double) first.getTextMatrix().getTranslateY()).isBetween(y - 0.5, y + 0.5);
        }
    }

    @Test
    void wordsLieOnTheScanWhereItIsSmallerThanThePage() throws IOException {
        Path source = folder.resolve("in.pdf");
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(600, 800));
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                PDImageXObject image =
                        JPEGFactory.createFromImage(document, Samples.picture(570, 780, BufferedImage.TYPE_BYTE_GRAY));
                content.drawImage(image, 10, 5, 570, 780);
            }
            document.save(source.toFile());
        }
        Word word = new Word("vārds", 100, 200, 60, 20, 1, 0.9);

        Path pdf = Samples.compose(
                folder.resolve("out.pdf"), Samples.page(1, source, "application/pdf", Samples.read(570, 780, 0, word)));

        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            TextPosition first = positions(document).getFirst();
            assertThat((double) first.getTextMatrix().getTranslateX()).isBetween(109.5, 110.5);
            assertThat((double) first.getTextMatrix().getTranslateY()).isBetween(5 + 780 - 216.5, 5 + 780 - 215.5);
        }
    }

    @Test
    void pagesWithTextOfTheirOwnGetNoOther() throws IOException {
        Path source = folder.resolve("in.pdf");
        try (PDDocument document = new PDDocument()) {
            Samples.addTextPage(document, "born digital");
            document.save(source.toFile());
        }

        Path pdf = Samples.compose(
                folder.resolve("out.pdf"), Samples.page(1, source, "application/pdf", Samples.textLayer()));

        assertThat(Samples.text(pdf)).isEqualTo("born digital\n");
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertThat(document.getPage(0).getResources().getFontNames()).hasSize(1);
        }
    }

    private static List<TextPosition> positions(PDDocument document) throws IOException {
        List<TextPosition> found = new ArrayList<>();
        new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition text) {
                found.add(text);
                super.processTextPosition(text);
            }
        }.getText(document);
        return found;
    }
}
