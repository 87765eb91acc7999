package org.kartoteka.ingest.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.Refusal;

class SearchablePdfTest {
    @TempDir
    Path folder;

    @Test
    void jpegBytesAreKept() throws IOException {
        Path jpeg = Samples.jpeg(folder, 300, 400);

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

    @Test
    void pagesOfAPdfAreTakenAsTheyAre() throws IOException {
        Path source = Samples.pdfWithScan(folder, 300, 400, 90, 20);

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
            assertThat(Samples.text(pdf)).isEqualTo("viens divi\ntrīs\n");
        }
    }

    @Test
    void onlyTheWantedPagesAreTakenInTheWantedOrder() throws IOException {
        Path source = folder.resolve("in.pdf");
        try (PDDocument document = new PDDocument()) {
            for (int i = 1; i <= 5; i++) {
                Samples.addTextPage(document, "page " + i);
            }
            document.save(source.toFile());
        }
        PageResult read = Samples.textLayer();

        Path pdf = Samples.compose(
                folder.resolve("out.pdf"),
                new ComposeRequest.Page(7, source, "application/pdf", 4, read),
                new ComposeRequest.Page(8, source, "application/pdf", 2, read));

        assertThat(Samples.text(pdf)).isEqualTo("page 4\npage 2\n");
        assertThat(Files.size(pdf)).isLessThan(Files.size(source));
    }

    @Test
    void theSamePagesGiveTheSameBytes() throws IOException {
        ComposeRequest.Page[] pages = {
            Samples.page(
                    1,
                    Samples.pdfWithScan(folder, 200, 300, 0, 0),
                    "application/pdf",
                    Samples.read(200, 300, 0, Samples.words("a"))),
            Samples.page(
                    2, Samples.jpeg(folder, 200, 300), "image/jpeg", Samples.read(200, 300, 90, Samples.words("b"))),
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
                Samples.page(
                        2,
                        Samples.jpeg(folder, 100, 100),
                        "image/jpeg",
                        Samples.read(100, 100, 0, Samples.words("divi"))));

        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
        }
    }

    @Test
    void aBrokenPdfIsRefusedAndLeavesNothingBehind() {
        Path broken =
                Samples.write(folder.resolve("broken.pdf"), "%PDF-1.4 nothing".getBytes(StandardCharsets.US_ASCII));

        Optional<Refusal> refusal = Samples.PDF.write(new ComposeRequest(
                List.of(Samples.page(1, broken, "application/pdf", Samples.textLayer())),
                Hints.NONE,
                folder.resolve("out.pdf")));

        assertThat(refusal).map(Refusal::code).contains(Refusal.Code.DAMAGED);
        assertThat(folder.toFile().list()).containsExactly("broken.pdf");
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
