package org.kartoteka.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.ingest.ExamineResult.Examined;
import org.kartoteka.ingest.PageResult.PageFailed;
import org.kartoteka.ingest.PageResult.PageRead;

/** Whole files, read for real. */
@Tag("ocr")
class LocalScanReaderTest {
    private static final Path MODELS =
            Path.of(System.getProperty("kartoteka.root", "..")).resolve("ocr-models");
    private static final ReadingSettings SETTINGS =
            new ReadingSettings(MODELS, List.of("lv", "lt", "cs", "ru", "kk", "en"), ReadingSettings.Limits.DEFAULT);

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static ScanReader reader;

    @BeforeAll
    static void open() {
        reader = LocalScanReader.open(SETTINGS);
    }

    @AfterAll
    static void close() {
        reader.close();
    }

    private static PageResult readPage(Path file, String mediaType, int number) {
        return reader.readPage(new PageRequest(file, mediaType, number, Hints.NONE, image(file, number)));
    }

    private static Path image(Path file, int number) {
        return folder.resolve(file.getFileName() + "-" + number);
    }

    private static Path sample(String name) {
        return MODELS.resolve("samples").resolve(name);
    }

    @Test
    void readsABatchWithAllKindsOfSeparatorsAndAPageUpsideDown() throws IOException {
        Path file = sample("batch-04.tif");
        Examined examined = (Examined) reader.examine(
                new ExamineRequest(file, "batch-04.tif", Files.createDirectory(folder.resolve("batch"))));
        List<PageRead> pages = new ArrayList<>();
        for (int number = 1; number <= examined.parts().getFirst().pageCount(); number++) {
            pages.add((PageRead) readPage(file, examined.mediaType(), number));
        }

        assertThat(pages)
                .extracting(PageRead::language)
                .containsExactly("und", "cs", "und", "en", "und", "lt", "und", "kk");
        assertThat(pages)
                .extracting(PageRead::separator)
                .containsExactly(true, false, true, false, false, false, true, false);
        assertThat(pages)
                .extracting(PageRead::blank)
                .containsExactly(false, false, false, false, true, false, false, false);
        assertThat(pages.get(0).barcodes()).containsExactly("case=L-2002-004901;type=power-of-attorney");
        assertThat(pages.get(2).barcodes()).containsExactly("PATCHT");
        assertThat(pages.get(3).rotationDegrees()).isEqualTo(180);
        assertThat(pages.get(1).text()).contains("Bedřich Štětka");
    }

    @Test
    void readsACoarseFaxAndKeepsItsPageImageInProportion() throws IOException {
        PageRead page = (PageRead) readPage(sample("lt-application-02.tif"), "image/tiff", 1);

        assertThat(page.text()).contains("PAGRINDINĖS");
        assertThat((double) page.heightPixels() / page.widthPixels()).isBetween(1.38, 1.44);
        assertThat(page.words()).allSatisfy(word -> {
            assertThat(word.x() + word.width()).isLessThanOrEqualTo(page.widthPixels());
            assertThat(word.y() + word.height()).isLessThanOrEqualTo(page.heightPixels());
        });
    }

    @Test
    void writesAPageImageOfTheSizeItTellsStandingUpright() throws IOException {
        Path file = sample("en-termination-01.jpg");

        PageRead page = (PageRead) readPage(file, "image/jpeg", 1);

        assertThat(page.rotationDegrees()).isEqualTo(90);
        var image = ImageIO.read(image(file, 1).toFile());
        assertThat(image.getWidth()).isEqualTo(page.widthPixels());
        assertThat(image.getHeight()).isEqualTo(page.heightPixels()).isGreaterThan(page.widthPixels());
        assertThat(Files.size(image(file, 1))).isLessThan(250_000);
    }

    @Test
    void takesBornDigitalTextAsItIs() {
        PageRead page = (PageRead) readPage(sample("cs-letter-02.pdf"), "application/pdf", 1);

        assertThat(page.method()).isEqualTo("text-layer");
        assertThat(page.language()).isEqualTo("cs");
        assertThat(page.words()).isNotEmpty();
    }

    @Test
    void givesTheSameAnswerAgain() {
        PageResult once = readPage(sample("lv-termination-01.tif"), "image/tiff", 1);

        assertThat(readPage(sample("lv-termination-01.tif"), "image/tiff", 1)).isEqualTo(once);
    }

    @Test
    void answersADamagedImageWithAReason() throws IOException {
        Path file = folder.resolve("damaged.tif");
        byte[] whole = Files.readAllBytes(sample("lv-termination-01.tif"));
        byte[] head = java.util.Arrays.copyOf(whole, 2_000);
        Files.write(file, head);

        assertThat(readPage(file, "image/tiff", 1)).isInstanceOf(PageFailed.class);
    }

    @Test
    void recipeChangesWithTheLanguages() {
        ReadingSettings fewer = new ReadingSettings(MODELS, List.of("lv"), ReadingSettings.Limits.DEFAULT);

        assertThat(reader.recipe()).matches("[a-z0-9]{12}");
        assertThat(Recipe.of(fewer, "tesseract 5").id())
                .isNotEqualTo(Recipe.of(SETTINGS, "tesseract 5").id());
        assertThat(reader.provenance().models()).containsKeys("lav.traineddata", "language.model");
    }
}
