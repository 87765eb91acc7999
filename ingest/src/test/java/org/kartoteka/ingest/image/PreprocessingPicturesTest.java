package org.kartoteka.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.page.PageContent.EncodedImage;
import org.kartoteka.ingest.page.PageContent.Raster;

/**
 * Each step that prepares a scan for recognition, on a sample spoilt for it: what it must achieve, and a picture before and after in
 * {@code target/preprocessing}, with {@code index.html} to look at all of them.
 */
@Tag("ocr")
final class PreprocessingPicturesTest {
    private static final Path FOLDER = Path.of("target", "preprocessing");
    private static final long PIXELS_MAX = 50_000_000;
    private static final int PAPER = 235;
    private static final long SEED = 7;

    private static final String LETTER = """
            Godājamie kungi,
            lūdzu no nākamā mēneša sūtīt
            manus rēķinus uz jauno adresi.
            Prašau siųsti sąskaitas paštu,
            žádám o změnu adresy. Телефон
            прошу отключить до пятницы.
            Agreement LV/19005-02, 34 99 861
            """;

    @BeforeAll
    static void beginTheList() throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("index.html"), """
                <!DOCTYPE html><meta charset="utf-8"><title>Preprocessing, step by step</title>
                <style>body { font: 15px system-ui; background: #888 } img { height: 640px; margin: 4px; background: #fff }</style>
                """);
    }

    @Test
    void faxesGetSquarePixels() throws UnreadableImage {
        try (Picture page = letter().picture();
                Picture flat = page.scale(204.0 / DrawnPage.DPI, 98.0 / DrawnPage.DPI);
                Picture fax = flat.blackAndWhite();
                Sheet sheet = sheet(fax, 204, 98)) {
            show("fax-pixels", fax, sheet.work());

            assertThat(shape(fax)).isGreaterThan(1.3);
            assertThat(shape(sheet.work())).isBetween(0.69, 0.72);
        }
    }

    @Test
    void coarseScansGetTheResolutionThatTheModelsWant() throws UnreadableImage {
        try (Picture page = letter().picture();
                Picture coarse = page.scale(0.5, 0.5);
                Sheet sheet = sheet(coarse, 100, 100)) {
            show("resolution", coarse, sheet.work());

            assertThat(sheet.work().width()).isBetween(page.width() - 3, page.width() + 3);
        }
    }

    @Test
    void paperInTheShadowBecomesAsLightAsTheRest() {
        try (Picture dim = Picture.of(shaded(letter().raster()));
                Picture even = dim.evenBackground()) {
            show("shadow", dim, even);

            assertThat(paper(dim, 60) - paper(dim, dim.width() - 60)).isGreaterThan(80);
            assertThat(Math.abs(paper(even, 60) - paper(even, even.width() - 60)))
                    .isLessThan(12);
        }
    }

    @Test
    void leaningPagesAreStraightened() {
        try (Picture leaning = letter().leaning(2.5).picture()) {
            PageLook look = PageLook.at(leaning, DrawnPage.DPI);
            try (Picture straight = leaning.rotate(-look.skewDegrees())) {
                show("deskew", leaning, straight);

                assertThat(look.skewDegrees()).isBetween(2.3, 2.7);
                assertThat(Math.abs(PageLook.at(straight, DrawnPage.DPI).skewDegrees()))
                        .isLessThan(0.25);
            }
        }
    }

    @Test
    void photographedSheetsAreMadeFlat() throws UnreadableImage {
        try (Picture photo = letter().photographed().picture();
                Sheet sheet = sheet(photo, 200, 200)) {
            Picture before = sheet.work().copy();
            sheet.flatten();
            show("perspective", before, sheet.work());
            before.close();

            assertThat(shape(sheet.work())).isBetween(0.67, 0.74);
            assertThat(paper(sheet.work(), 40)).isGreaterThan(PAPER);
        }
    }

    @Test
    void bordersAndPunchHolesAreTakenAwayAndLettersStay() {
        try (Picture page = letter().holesAndFoldAndBorder().picture();
                FormLines.Cleared cleared = FormLines.clear(page);
                Picture clean = letter().picture()) {
            show("border-holes", page, cleared.picture());

            assertThat(dark(page, 0, 0, 115, page.height())).isPositive();
            assertThat(dark(cleared.picture(), 0, 0, 115, page.height())).isZero();
            assertThat(dark(cleared.picture(), 115, 150, 1000, 380)).isEqualTo(dark(clean, 115, 150, 1000, 380));
        }
    }

    @Test
    void palePrintIsAsBlackAsOther() {
        try (Picture page = letter().picture();
                Picture pale = Picture.of(withPale(letter().raster()));
                Picture black = pale.blackAndWhite();
                Picture expected = page.blackAndWhite()) {
            show("threshold", pale, black);

            int letters = darkAll(expected);
            assertThat(darkAll(pale)).as("but for noise").isLessThan(letters / 100);
            assertThat(darkAll(black)).isBetween(letters * 8 / 10, letters * 12 / 10);
        }
    }

    @Test
    void specksAreTakenAwayAndDotsOfLettersStay() throws UnreadableImage {
        try (Picture page = letter().picture();
                Picture clean = page.blackAndWhite();
                Picture speckled = letter().specks(6000, SEED).picture();
                Picture dirty = speckled.blackAndWhite();
                Sheet sheet = sheet(dirty, 200, 200)) {
            show("despeckle", dirty, sheet.work());

            assertThat(darkAll(dirty) - darkAll(clean)).isGreaterThan(15_000);
            assertThat(Math.abs(darkAll(sheet.work()) - darkAll(clean)))
                    .as("of specks only what lies together is left")
                    .isLessThan((darkAll(dirty) - darkAll(clean)) / 10);
        }
    }

    @Test
    void whatWasHighlightedIsAsLightAsPaper() throws UnreadableImage {
        try (Picture marked = Picture.of(highlighted(letter().raster()));
                Picture plain = letter().picture();
                Sheet sheet = sheet(marked, 200, 200)) {
            show("highlighter", marked, sheet.work());

            try (Picture before = marked.grey()) {
                assertThat(paper(before, 1100, 268)).isLessThan(200);
            }
            for (int y : new int[] {268, 316, 364, 412}) {
                assertThat(paper(sheet.work(), 1100, y))
                        .as("marked line at %d", y)
                        .isGreaterThan(PAPER);
            }
            assertThat(darkAll(sheet.work())).isBetween(darkAll(plain) * 9 / 10, darkAll(plain) * 11 / 10);
        }
    }

    @Test
    void rulesAndFramesOfFormsAreTakenAway() {
        DrawnPage form = letter().rule(100, 640, 1050, 640)
                .rule(100, 720, 1050, 720)
                .rule(100, 640, 100, 720)
                .rule(1050, 640, 1050, 720)
                .line("Vārds: Ģirts Kļaviņš", 130, 690, 33)
                .tickBox(130, 780, true, "pa pastu");
        try (Picture page = form.picture();
                FormLines.Cleared cleared = FormLines.clear(page)) {
            show("form-lines", page, cleared.picture());

            assertThat(dark(page, 90, 630, 980, 20)).isPositive();
            assertThat(dark(cleared.picture(), 90, 630, 980, 20)).isZero();
            assertThat(dark(cleared.picture(), 130, 660, 400, 40)).isEqualTo(dark(page, 130, 660, 400, 40));
        }
    }

    private static DrawnPage letter() {
        return new DrawnPage().text(LETTER);
    }

    private static Sheet sheet(Picture scan, double xDpi, double yDpi) throws UnreadableImage {
        return Sheet.of(new EncodedImage(scan.png(), 0, 0, xDpi, yDpi), PIXELS_MAX);
    }

    private static double shape(Picture picture) {
        return (double) picture.width() / picture.height();
    }

    /** Darker from left to right, down to less than half the light. */
    private static Raster shaded(Raster page) {
        byte[] pixels = page.pixels().clone();
        for (int i = 0; i < pixels.length; i++) {
            double light = 1 - 0.55 * (i % page.width()) / page.width();
            pixels[i] = (byte) Math.round((pixels[i] & 0xff) * light);
        }
        return new Raster(pixels, page.width(), page.height(), 1, page.dpi());
    }

    /** Grey print on grey paper, with the noise of a cheap scanner. */
    private static Raster withPale(Raster page) {
        Random random = new Random(SEED);
        byte[] pixels = page.pixels().clone();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(140 + 60 * (pixels[i] & 0xff) / 255.0 + 4 * random.nextGaussian());
        }
        return new Raster(pixels, page.width(), page.height(), 1, page.dpi());
    }

    /** Four lines marked in yellow, pink, green and orange. */
    private static Raster highlighted(Raster page) {
        int[][] inks = {{255, 130, 200}, {255, 250, 60}, {150, 255, 100}, {255, 190, 90}};
        byte[] pixels = new byte[3 * page.pixels().length];
        for (int i = 0; i < page.pixels().length; i++) {
            int x = i % page.width();
            int line = (i / page.width() - 252) / 48;
            boolean marked = x > 90 && x < 1130 && i / page.width() >= 252 && line < inks.length;
            for (int c = 0; c < 3; c++) {
                pixels[3 * i + c] = (byte) ((page.pixels()[i] & 0xff) * (marked ? inks[line][c] : 255) / 255);
            }
        }
        return new Raster(pixels, page.width(), page.height(), 3, page.dpi());
    }

    /** Lightness of the paper in a column in the middle of the page's foot, where nothing is written. */
    private static int paper(Picture picture, int x) {
        return paper(picture, x, picture.height() * 8 / 10);
    }

    private static int paper(Picture picture, int x, int y) {
        try (Picture grey = picture.grey()) {
            return grey.greyBytes()[y * grey.width() + x] & 0xff;
        }
    }

    private static int darkAll(Picture picture) {
        return dark(picture, 0, 0, picture.width(), picture.height());
    }

    private static int dark(Picture picture, int x, int y, int width, int height) {
        try (Picture grey = picture.grey()) {
            byte[] bytes = grey.greyBytes();
            int count = 0;
            for (int j = y; j < Math.min(grey.height(), y + height); j++) {
                for (int i = x; i < Math.min(grey.width(), x + width); i++) {
                    count += (bytes[j * grey.width() + i] & 0xff) < 128 ? 1 : 0;
                }
            }
            return count;
        }
    }

    private static void show(String step, Picture before, Picture after) {
        try {
            Files.write(FOLDER.resolve(step + "-before.png"), before.png());
            Files.write(FOLDER.resolve(step + "-after.png"), after.png());
            String shown =
                    "<h2>%s</h2><img src=\"%s-before.png\" alt=\"before\"><img src=\"%s-after.png\" alt=\"after\">%n";
            Files.writeString(
                    FOLDER.resolve("index.html"), shown.formatted(step, step, step), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
