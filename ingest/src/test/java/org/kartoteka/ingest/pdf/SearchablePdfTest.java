package org.kartoteka.ingest.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.Refusal;

class SearchablePdfTest {
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
        Path jpeg = jpeg(1000, 1400);

        Path pdf = Samples.compose(
                folder.resolve("out.pdf"),
                Samples.page(1, jpeg, "image/jpeg", Samples.read(1000, 1400, 0, Samples.words(SIX_LANGUAGES))));

        assertThat(text(pdf)).isEqualTo(String.join("\n", SIX_LANGUAGES) + "\n");
    }

    @Test
    void popplerCopiesTheSameText() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/pdftotext")), "pdftotext is not installed");
        Path pdf = Samples.compose(
                folder.resolve("out.pdf"),
                Samples.page(
                        1, jpeg(1000, 1400), "image/jpeg", Samples.read(1000, 1400, 0, Samples.words(SIX_LANGUAGES))));

        Process process = new ProcessBuilder("/usr/bin/pdftotext", "-raw", pdf.toString(), "-").start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(text).isEqualTo(String.join("\n", SIX_LANGUAGES) + "\n\f");
    }

    @Test
    void jpegBytesAreKept() throws IOException {
        Path jpeg = jpeg(300, 400);

        Path pdf = Samples.compose(
                folder.resolve("out.pdf"),
                Samples.page(1, jpeg, "image/jpeg", Samples.read(300, 400, 0, Samples.words("vārds"))));

        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertThat(image(document, 0).getCOSObject().createRawInputStream().readAllBytes())
                    .isEqualTo(Files.readAllBytes(jpeg));
        }
    }

    @Test
    void faxDataOfOneStripIsKept() throws IOException {
        BufferedImage fax = Samples.picture(1728, 1100, BufferedImage.TYPE_BYTE_BINARY);
        byte[] tiff = Samples.tiff("CCITT T.6", 1100, fax, fax);
        Path file = Samples.write(folder.resolve("in.tif"), tiff);

        Path pdf = Samples.compose(
                folder.resolve("out.pdf"),
                new ComposeRequest.Page(1, file, "image/tiff", 2, Samples.read(1728, 1100, 0)));

        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            PDImageXObject image = image(document, 0);
            assertThat(image.getCOSObject().getCOSName(COSName.FILTER)).isEqualTo(COSName.CCITTFAX_DECODE);
            byte[] data = image.getCOSObject().createRawInputStream().readAllBytes();
            assertThat(new String(tiff, StandardCharsets.ISO_8859_1))
                    .contains(new String(data, StandardCharsets.ISO_8859_1));
            assertSamePixels(image.getImage(), fax);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CCITT T.6, 100, bilevel",
        "CCITT T.4, 400, bilevel",
        "CCITT T.4, 100, bilevel",
        "PackBits, 100, bilevel",
        "LZW, 100, grey",
        "Deflate, 400, colour",
        "LZW, 100, colour"
    })
    void otherTiffsLoseNothing(String compression, int rowsPerStrip, String kind) throws IOException {
        BufferedImage picture = Samples.picture(300, 400, type(kind));
        Path file = Samples.write(folder.resolve("in.tif"), Samples.tiff(compression, rowsPerStrip, picture));

        Path pdf = Samples.compose(
                folder.resolve("out.pdf"), Samples.page(1, file, "image/tiff", Samples.read(300, 400, 0)));

        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertSamePixels(image(document, 0).getImage(), picture);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bilevel", "grey", "colour", "transparent"})
    void pngsLoseNothing(String kind) throws IOException {
        BufferedImage picture = Samples.picture(300, 400, type(kind));
        Path file = Samples.write(folder.resolve("in.png"), Samples.bytes(picture, "png"));

        Path pdf = Samples.compose(
                folder.resolve("out.pdf"), Samples.page(1, file, "image/png", Samples.read(300, 400, 0)));

        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertSamePixels(image(document, 0).getImage(), picture);
        }
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
        Path source = pdfWithScan(width, height, pageTurn, 30);
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
    void pagesOfAPdfAreTakenAsTheyAre() throws IOException {
        Path source = pdfWithScan(300, 400, 90, 20);

        Path pdf = Samples.compose(
                folder.resolve("out.pdf"),
                Samples.page(
                        1, source, "application/pdf", Samples.read(400, 300, 0, Samples.words("viens divi", "trīs"))));

        try (PDDocument before = Loader.loadPDF(source.toFile());
                PDDocument after = Loader.loadPDF(pdf.toFile())) {
            assertThat(image(after, 0).getCOSObject().createRawInputStream().readAllBytes())
                    .isEqualTo(image(before, 0)
                            .getCOSObject()
                            .createRawInputStream()
                            .readAllBytes());
            assertSamePixels(new PDFRenderer(after).renderImage(0), new PDFRenderer(before).renderImage(0));
            assertThat(text(pdf)).isEqualTo("viens divi\ntrīs\n");
        }
    }

    @Test
    void onlyTheWantedPagesAreTakenInTheWantedOrder() throws IOException {
        Path source = folder.resolve("in.pdf");
        try (PDDocument document = new PDDocument()) {
            for (int i = 1; i <= 5; i++) {
                addTextPage(document, "page " + i);
            }
            document.save(source.toFile());
        }
        PageResult read = textLayer();

        Path pdf = Samples.compose(
                folder.resolve("out.pdf"),
                new ComposeRequest.Page(7, source, "application/pdf", 4, read),
                new ComposeRequest.Page(8, source, "application/pdf", 2, read));

        assertThat(text(pdf)).isEqualTo("page 4\npage 2\n");
        assertThat(Files.size(pdf)).isLessThan(Files.size(source));
    }

    @Test
    void pagesWithTextOfTheirOwnGetNoOther() throws IOException {
        Path source = folder.resolve("in.pdf");
        try (PDDocument document = new PDDocument()) {
            addTextPage(document, "born digital");
            document.save(source.toFile());
        }

        Path pdf = Samples.compose(folder.resolve("out.pdf"), Samples.page(1, source, "application/pdf", textLayer()));

        assertThat(text(pdf)).isEqualTo("born digital\n");
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertThat(document.getPage(0).getResources().getFontNames()).hasSize(1);
        }
    }

    @Test
    void theSamePagesGiveTheSameBytes() throws IOException {
        ComposeRequest.Page[] pages = {
            Samples.page(
                    1, pdfWithScan(200, 300, 0, 0), "application/pdf", Samples.read(200, 300, 0, Samples.words("a"))),
            Samples.page(2, jpeg(200, 300), "image/jpeg", Samples.read(200, 300, 90, Samples.words("b"))),
        };

        byte[] first = Files.readAllBytes(Samples.compose(folder.resolve("first.pdf"), pages));
        byte[] second = Files.readAllBytes(Samples.compose(folder.resolve("second.pdf"), pages));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void aPageThatCannotBeShownKeepsItsPlace() throws IOException {
        Path broken = Samples.write(folder.resolve("broken.png"), new byte[] {1, 2, 3});
        PageResult failed = new PageResult.PageFailed(Refusal.of(Refusal.Code.DAMAGED));

        Path pdf = Samples.compose(
                folder.resolve("out.pdf"),
                Samples.page(1, broken, "image/png", failed),
                Samples.page(2, jpeg(100, 100), "image/jpeg", Samples.read(100, 100, 0, Samples.words("divi"))));

        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
        }
    }

    @Test
    void aBrokenPdfIsRefusedAndLeavesNothingBehind() {
        Path broken =
                Samples.write(folder.resolve("broken.pdf"), "%PDF-1.4 nothing".getBytes(StandardCharsets.US_ASCII));

        Optional<Refusal> refusal = Samples.PDF.write(new ComposeRequest(
                List.of(Samples.page(1, broken, "application/pdf", textLayer())),
                Hints.NONE,
                folder.resolve("out.pdf")));

        assertThat(refusal).map(Refusal::code).contains(Refusal.Code.DAMAGED);
        assertThat(folder.toFile().list()).containsExactly("broken.pdf");
    }

    private Path jpeg(int width, int height) {
        byte[] bytes = Samples.bytes(Samples.picture(width, height, BufferedImage.TYPE_BYTE_GRAY), "jpeg");
        return Samples.write(folder.resolve("in.jpg"), bytes);
    }

    /** One scan that fills a page whose visible area begins at this offset. */
    private Path pdfWithScan(int width, int height, int pageTurn, int offset) throws IOException {
        Path file = folder.resolve("in.pdf");
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(width + 2 * offset, height + 2 * offset));
            page.setCropBox(new PDRectangle(offset, offset, width, height));
            page.setRotation(pageTurn);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                PDImageXObject image = JPEGFactory.createFromImage(
                        document, Samples.picture(width, height, BufferedImage.TYPE_BYTE_GRAY));
                content.drawImage(image, offset, offset, width, height);
            }
            document.save(file.toFile());
        }
        return file;
    }

    private static void addTextPage(PDDocument document, String text) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(new PDType1Font(FontName.HELVETICA), 12);
            content.newLineAtOffset(100, 700);
            content.showText(text);
            content.endText();
        }
    }

    private static PageRead textLayer() {
        return new PageRead(
                "text-layer",
                "en",
                1,
                0,
                0,
                false,
                false,
                0,
                595,
                842,
                1,
                "",
                List.of(Samples.words("twice")),
                List.of(),
                "image/png");
    }

    private static int type(String kind) {
        return switch (kind) {
            case "bilevel" -> BufferedImage.TYPE_BYTE_BINARY;
            case "grey" -> BufferedImage.TYPE_BYTE_GRAY;
            case "transparent" -> BufferedImage.TYPE_INT_ARGB;
            default -> BufferedImage.TYPE_INT_RGB;
        };
    }

    private static PDImageXObject image(PDDocument document, int page) throws IOException {
        var resources = document.getPage(page).getResources();
        return (PDImageXObject)
                resources.getXObject(resources.getXObjectNames().iterator().next());
    }

    private static String text(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setLineSeparator("\n");
            stripper.setPageEnd("\n");
            return stripper.getText(document);
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

    private static void assertSamePixels(BufferedImage actual, BufferedImage expected) {
        assertThat(actual.getWidth()).isEqualTo(expected.getWidth());
        assertThat(actual.getHeight()).isEqualTo(expected.getHeight());
        int differing = 0;
        for (int y = 0; y < expected.getHeight(); y++) {
            for (int x = 0; x < expected.getWidth(); x++) {
                differing += actual.getRGB(x, y) == expected.getRGB(x, y) ? 0 : 1;
            }
        }
        assertThat(differing).isZero();
    }
}
