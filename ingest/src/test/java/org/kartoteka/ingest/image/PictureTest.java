package org.kartoteka.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.page.PageContent.Raster;

@Tag("ocr")
class PictureTest {
    private static final long PIXELS_MAX = 10_000_000;

    @Test
    void keepsGreyPixelsThroughAPngFile() throws UnreadableImage {
        byte[] pixels = new byte[7 * 5];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 7);
        }

        try (Picture picture = Picture.of(new Raster(pixels, 7, 5, 1, 200));
                Picture again = Picture.decode(picture.png(), 0, PIXELS_MAX)) {
            assertThat(again.greyBytes()).isEqualTo(pixels);
            assertThat(again.width()).isEqualTo(7);
            assertThat(again.xDpi()).isEqualTo(200);
        }
    }

    @Test
    void turnsClockwise() {
        byte[] pixels = {1, 2, 3, 4, 5, 6};
        try (Picture picture = Picture.of(new Raster(pixels, 3, 2, 1, 200));
                Picture turned = picture.turn(90)) {
            assertThat(turned.width()).isEqualTo(2);
            assertThat(turned.greyBytes()).containsExactly(4, 1, 5, 2, 6, 3);
        }
    }

    @Test
    void takesColoursOverInTheirOrder() {
        byte[] red = {(byte) 200, 10, 10};
        try (Picture picture = Picture.of(new Raster(red, 1, 1, 3, 200));
                Picture grey = picture.grey()) {
            assertThat(picture.depth()).isEqualTo(32);
            assertThat(grey.greyBytes()[0] & 0xff).isBetween(55, 80);
        }
    }

    @Test
    void refusesTooManyPixelsBeforeDecoding() {
        byte[] png = new DrawnPage().png();

        assertThatThrownBy(() -> Picture.decode(png, 0, 1_000))
                .isInstanceOfSatisfying(
                        UnreadableImage.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(Refusal.Code.TOO_MANY_PIXELS));
    }

    @Test
    void saysThatRubbishIsDamaged() {
        byte[] rubbish = "this is no picture at all, whatever its name".getBytes(StandardCharsets.US_ASCII);
        byte[] cutOff = Arrays.copyOf(new DrawnPage().png(), 60);

        for (byte[] file : new byte[][] {rubbish, cutOff, {}, {'I', 'I', 42, 0, 8, 0, 0, 0}}) {
            assertThatThrownBy(() -> Picture.decode(file, 0, PIXELS_MAX))
                    .isInstanceOfSatisfying(
                            UnreadableImage.class,
                            e -> assertThat(e.refusal().code()).isEqualTo(Refusal.Code.DAMAGED));
        }
    }

    @Test
    void refusesToWorkAfterItWasClosed() {
        Picture picture = new DrawnPage(10, 10).picture();
        picture.close();

        assertThatThrownBy(picture::width).isInstanceOf(IllegalStateException.class);
    }
}
