package org.kartoteka.ingest.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal.Code;
import org.kartoteka.ingest.page.PageContent.BornDigital;
import org.kartoteka.ingest.page.PageContent.Drawn;
import org.kartoteka.ingest.page.PageContent.EncodedImage;
import org.kartoteka.ingest.page.PageContent.Unreadable;

class PageContentsTest {
    private static final int WIDTH = 620;
    private static final int HEIGHT = 877;

    @TempDir
    Path folder;

    private PageContent open(String mediaType, byte[] bytes) throws IOException {
        return PageContents.open(OddFiles.write(folder, "file", bytes), mediaType, 1, Limits.DEFAULT);
    }

    private interface Drawing {
        void draw(PDDocument document, PDPageContentStream content) throws IOException;
    }

    private static byte[] pdf(int rotate, Drawing drawing) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            page.setRotation(rotate);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                drawing.draw(document, content);
            }
            return OddFiles.save(document);
        }
    }

    private static void fill(PDPageContentStream content, PDImageXObject image) throws IOException {
        content.drawImage(image, 0, 0, PDRectangle.A4.getWidth(), PDRectangle.A4.getHeight());
    }

    private static void text(PDDocument document, PDPageContentStream content, RenderingMode mode) throws IOException {
        content.beginText();
        content.setRenderingMode(mode);
        content.setFont(OddFiles.font(document), 12);
        content.newLineAtOffset(72, 700);
        content.showText("Құрметті мырза, šis ir labs teksts ar daudziem burtiem");
        content.endText();
    }

    @Test
    void handsOutTheJpegOfAScannedPageAsItIs() throws IOException {
        byte[] jpeg = OddFiles.encode(OddFiles.bars(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY), "jpg");

        PageContent content = open(
                MediaTypes.PDF,
                pdf(90, (document, page) -> fill(page, JPEGFactory.createFromByteArray(document, jpeg))));

        assertThat(content).isInstanceOfSatisfying(EncodedImage.class, image -> {
            assertThat(image.bytes()).isEqualTo(jpeg);
            assertThat(image.turnDegrees()).isEqualTo(90);
            assertThat(image.xDpi()).isBetween(74.9, 75.1);
            assertThat(image.yDpi()).isBetween(74.9, 75.1);
        });
    }

    @Test
    void addsTheTurnOfTheImageToThatOfThePage() throws IOException {
        byte[] jpeg = OddFiles.encode(OddFiles.bars(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY), "jpg");
        float w = PDRectangle.A4.getWidth();
        float h = PDRectangle.A4.getHeight();

        PageContent content = open(MediaTypes.PDF, pdf(270, (document, page) -> {
            page.transform(new Matrix(0, h, -w, 0, w, 0));
            page.drawImage(JPEGFactory.createFromByteArray(document, jpeg), 0, 0, 1, 1);
        }));

        // Counter-clockwise by its matrix (270), then by the page's 270.
        assertThat(content).isInstanceOfSatisfying(EncodedImage.class, image -> {
            assertThat(image.turnDegrees()).isEqualTo(180);
            assertThat(image.xDpi()).isBetween(WIDTH * 72 / h - 0.1, WIDTH * 72 / h + 0.1);
        });
    }

    @Test
    void wrapsBlackAndWhiteImagesIntoATiffWithTheSamePixels() throws IOException {
        BufferedImage scan = OddFiles.bars(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
        for (boolean fax : new boolean[] {true, false}) {
            PageContent content = open(
                    MediaTypes.PDF,
                    pdf(
                            0,
                            (document, page) -> fill(
                                    page,
                                    fax
                                            ? CCITTFactory.createFromImage(document, scan)
                                            : LosslessFactory.createFromImage(document, scan))));

            assertThat(content).isInstanceOf(EncodedImage.class);
            BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(((EncodedImage) content).bytes()));
            assertThat(pixels(decoded)).as("fax " + fax).isEqualTo(pixels(scan));
        }
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void takesTheTextOfABornDigitalPageWithItsPlaces() throws IOException {
        PageContent content =
                open(MediaTypes.PDF, OddFiles.textPdf("Klienta numurs 10052098", "Paldies, ŽĀĢŪ әңғүұқөһ"));

        assertThat(content).isInstanceOfSatisfying(BornDigital.class, page -> {
            assertThat(page.text()).isEqualTo("Klienta numurs 10052098\nPaldies, ŽĀĢŪ әңғүұқөһ");
            Word number = page.words().get(2);
            assertThat(number.text()).isEqualTo("10052098");
            assertThat(number.line()).isEqualTo(1);
            // 72 pt from the left edge at 150 dpi, and some words further.
            assertThat(page.words().getFirst().x()).isBetween(148, 152);
            assertThat(number.x()).isGreaterThan(page.words().get(1).x());
            assertThat(inkIn(page, number)).isGreaterThan(0.1);
        });
    }

    private static double inkIn(BornDigital page, Word word) {
        PageContent.Raster raster = page.raster();
        int dark = 0;
        for (int y = word.y(); y < word.y() + word.height(); y++) {
            for (int x = word.x(); x < word.x() + word.width(); x++) {
                dark += (raster.pixels()[(y * raster.width() + x) * raster.samples()] & 0xff) < 128 ? 1 : 0;
            }
        }
        return (double) dark / (word.width() * word.height());
    }

    @Test
    void doesNotTrustInvisibleTextOverAScan() throws IOException {
        byte[] jpeg = OddFiles.encode(OddFiles.bars(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY), "jpg");

        PageContent content = open(MediaTypes.PDF, pdf(0, (document, page) -> {
            fill(page, JPEGFactory.createFromByteArray(document, jpeg));
            text(document, page, RenderingMode.NEITHER);
        }));

        assertThat(content).isInstanceOf(EncodedImage.class);
    }

    @Test
    void drawsAScanThatSomethingWasStampedOn() throws IOException {
        byte[] jpeg = OddFiles.encode(OddFiles.bars(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY), "jpg");

        PageContent content = open(MediaTypes.PDF, pdf(0, (document, page) -> {
            fill(page, JPEGFactory.createFromByteArray(document, jpeg));
            text(document, page, RenderingMode.FILL);
        }));

        assertThat(content).isInstanceOfSatisfying(Drawn.class, page -> {
            assertThat(page.raster().dpi()).isEqualTo(300);
            assertThat(page.raster().width()).isBetween(2478, 2481);
            assertThat(page.raster().samples()).isEqualTo(1);
        });
    }

    @Test
    void drawsAnEnormousSheetWithFewerDots() throws IOException {
        byte[] pdf;
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage(new PDRectangle(14_400, 14_400)));
            pdf = OddFiles.save(document);
        }

        assertThat(open(MediaTypes.PDF, pdf)).isInstanceOfSatisfying(Drawn.class, page -> {
            long pixels = (long) page.raster().width() * page.raster().height();
            assertThat(pixels).isBetween(15_000_000L, 16_100_000L);
        });
    }

    @Test
    void refusesAPdfImageOfTooManyPixels() throws IOException {
        byte[] pdf = pdf(0, (document, page) -> {
            PDImageXObject image =
                    LosslessFactory.createFromImage(document, OddFiles.bars(20, 20, BufferedImage.TYPE_BYTE_GRAY));
            image.setWidth(30_000);
            image.setHeight(30_000);
            fill(page, image);
        });

        assertThat(open(MediaTypes.PDF, pdf))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        page -> assertThat(page.refusal().code()).isEqualTo(Code.TOO_MANY_PIXELS));
    }

    @Test
    void tellsThePixelShapeOfAFax() throws IOException {
        PageContent content = open(MediaTypes.TIFF, OddFiles.tiffHeader(1728, 1146, 204, 98, 0));

        assertThat(content).isInstanceOfSatisfying(EncodedImage.class, image -> {
            assertThat(image.xDpi()).isEqualTo(204);
            assertThat(image.yDpi()).isEqualTo(98);
        });
    }

    @Test
    void copiesOneFrameOutOfALargeTiff() throws Exception {
        byte[] bytes = OddFiles.tiff(4, WIDTH, HEIGHT, "CCITT T.6");
        Path file = OddFiles.write(folder, "many.tif", bytes);

        try (TiffFile tiff = new TiffFile(file, Limits.DEFAULT)) {
            assertThat(tiff.frames()).hasSize(4);
            byte[] single = TiffWriter.extract(tiff, tiff.frames().get(2), 1 << 20);
            assertThat(single.length).isLessThan(bytes.length / 2);
            BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(single));
            assertThat(pixels(decoded)).isEqualTo(pixels(OddFiles.bars(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY)));
        }
    }

    @Test
    void turnsAPhotoByItsExifOrientation() {
        byte[] block = new byte[32];
        byte[] head = {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6};
        System.arraycopy(head, 0, block, 0, head.length);

        assertThat(JpegHeader.turnByExif(block)).isEqualTo(90);
        for (int length = 0; length < 26; length++) {
            assertThat(JpegHeader.turnByExif(java.util.Arrays.copyOf(block, length)))
                    .isZero();
        }
    }

    @Test
    void setsTextOntoPagesWithNothingLost() throws IOException {
        StringBuilder letter = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            letter.append("Rinda ")
                    .append(i)
                    .append(": әліпби жүйесі ")
                    .append("vārds ".repeat(i % 30))
                    .append('\n');
        }
        Path file = OddFiles.write(folder, "letter.txt", OddFiles.utf8(letter.toString()));
        StringBuilder words = new StringBuilder();
        StringBuilder expected = new StringBuilder();

        int pages = count(file);
        for (int page = 1; page <= pages; page++) {
            BornDigital content = (BornDigital) PageContents.open(file, MediaTypes.TEXT, page, Limits.DEFAULT);
            for (Word word : content.words()) {
                words.append(word.text()).append(' ');
                assertThat(word.x() + word.width())
                        .isLessThanOrEqualTo(content.raster().width());
                assertThat(word.y() + word.height())
                        .isLessThanOrEqualTo(content.raster().height());
                assertThat(inkIn(content, word)).isGreaterThan(0.02);
            }
        }
        for (String word : letter.toString().split("\\s+")) {
            expected.append(word).append(' ');
        }

        assertThat(pages).isGreaterThan(2);
        assertThat(words.toString()).isEqualTo(expected.toString());
    }

    private static int count(Path file) {
        try {
            return PageContents.count(file, MediaTypes.TEXT, Limits.DEFAULT);
        } catch (UnreadableException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void guessesTheEncodingOfOldText() throws IOException {
        String latvian = "Lūdzu pārbaudiet rēķinu un atsūtiet meistaru uz Ķekavu";
        String russian = "Прошу подтвердить получение заявки и сообщить";
        String czech = "Dobrý den, děkujeme za vaši žádost o zřízení přípojky";

        for (List<String> sample : List.of(
                List.of(latvian, "windows-1257"),
                List.of(russian, "windows-1251"),
                List.of(russian, "KOI8-R"),
                List.of(russian, "IBM866"),
                List.of(czech, "windows-1250"),
                List.of(czech, "UTF-8"),
                List.of(latvian, "UTF-16"))) {
            byte[] bytes = sample.getFirst().getBytes(Charset.forName(sample.getLast()));
            assertThat(TextCharset.decode(bytes, null)).as(sample.getLast()).isEqualTo(sample.getFirst());
        }
    }

    @Test
    void refusesTextThatWouldFillTooManyPages() throws IOException {
        byte[] bytes = OddFiles.utf8("a\n".repeat(200_000));

        assertThat(open(MediaTypes.TEXT, bytes)).isInstanceOfSatisfying(Unreadable.class, page -> {
            assertThat(page.refusal().code()).isEqualTo(Code.TOO_MANY_PAGES);
            assertThat(page.refusal().details()).containsEntry("limit", "2000");
        });
    }
}
