package org.kartoteka.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockMeanHashTest {
    private static final int WIDTH = 827;
    private static final int HEIGHT = 1169;

    /** Scans of one sheet differ by less; of 256 bits. */
    private static final int SAME = 40;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isMuchTheSameWhereverASheetLay(long seed) {
        String hash = hash(sheet(seed));

        assertThat(hash).hasSize(64).matches("[0-9a-f]+");
        assertThat(distance(hash, hash(moved(sheet(seed), AffineTransform.getTranslateInstance(14, -9)))))
                .isLessThan(SAME);
        assertThat(distance(hash, hash(moved(sheet(seed), AffineTransform.getScaleInstance(0.93, 0.93)))))
                .isLessThan(SAME);
        assertThat(distance(
                        hash,
                        hash(moved(sheet(seed), AffineTransform.getRotateInstance(Math.toRadians(0.5), 413, 584)))))
                .isLessThan(SAME);
    }

    @Test
    void mindsNeitherSpecksNorThreshold() {
        BufferedImage sheet = sheet(4);
        BufferedImage spoilt = sheet(4);
        Random random = new Random(17);
        for (int i = 0; i < 400; i++) {
            spoilt.getRaster().setSample(random.nextInt(WIDTH), random.nextInt(HEIGHT), 0, 0);
        }
        BufferedImage blackAndWhite = sheet(4);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                blackAndWhite.getRaster().setSample(x, y, 0, sheet.getRaster().getSample(x, y, 0) < 150 ? 0 : 255);
            }
        }

        assertThat(distance(hash(sheet), hash(spoilt))).isLessThan(SAME);
        assertThat(distance(hash(sheet), hash(blackAndWhite))).isLessThan(SAME);
    }

    @Test
    void tellsOneDrawingFromAnother() {
        for (long seed = 1; seed <= 8; seed++) {
            assertThat(distance(hash(sheet(seed)), hash(sheet(seed + 100))))
                    .as("drawings %d and %d", seed, seed + 100)
                    .isGreaterThan(2 * SAME);
        }
    }

    @Test
    void hasNothingToSayOfAnEmptyPage() {
        assertThat(hash(paper())).isEmpty();
    }

    /** Strokes and words here and there. */
    private static BufferedImage sheet(long seed) {
        Random random = new Random(seed);
        BufferedImage image = paper();
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(new Color(40, 40, 40));
        for (int i = 0; i < 60; i++) {
            int x = 80 + random.nextInt(560);
            int y = 90 + random.nextInt(960);
            pen.fillRect(x, y, 20 + random.nextInt(90), 4 + random.nextInt(14));
        }
        pen.dispose();
        return image;
    }

    private static BufferedImage paper() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.dispose();
        return image;
    }

    private static BufferedImage moved(BufferedImage source, AffineTransform how) {
        BufferedImage target = paper();
        Graphics2D pen = target.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(source, how, null);
        pen.dispose();
        return target;
    }

    private static String hash(BufferedImage image) {
        byte[] grey = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        return BlockMeanHash.of(InkMap.of(grey, image.getWidth(), image.getHeight()));
    }

    private static int distance(String one, String other) {
        return new BigInteger(one, 16).xor(new BigInteger(other, 16)).bitCount();
    }
}
