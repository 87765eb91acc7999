package org.kartoteka.ingest.page;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import org.kartoteka.ingest.page.PageContent.Raster;

/** Turns drawn images into plain rows of samples. */
final class Rasters {
    /** No raster is larger: 25 megapixels, an A3 sheet at about 350 dpi. */
    static final long PIXELS_MAX = 25_000_000L;

    private Rasters() {}

    /**
     * Grey where every pixel is grey, else red, green and blue; transparent parts on white.
     *
     * @param dpi 0 = unknown
     */
    static Raster of(BufferedImage image, double dpi) {
        int width = image.getWidth();
        int height = image.getHeight();
        int samples = isGrey(image) ? 1 : 3;
        byte[] pixels = new byte[Math.multiplyExact(Math.multiplyExact(width, height), samples)];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < height; y++) {
            rgb(image, y, row);
            for (int rgb : row) {
                if (samples == 1) {
                    pixels[at++] = (byte) (rgb >> 8);
                    continue;
                }
                pixels[at++] = (byte) (rgb >> 16);
                pixels[at++] = (byte) (rgb >> 8);
                pixels[at++] = (byte) rgb;
            }
        }
        return new Raster(pixels, width, height, samples, dpi);
    }

    private static boolean isGrey(BufferedImage image) {
        int type = image.getType();
        if (type == BufferedImage.TYPE_BYTE_GRAY || type == BufferedImage.TYPE_USHORT_GRAY) {
            return true;
        }
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            rgb(image, y, row);
            for (int rgb : row) {
                int red = rgb >> 16 & 0xff;
                int green = rgb >> 8 & 0xff;
                if (red != green || green != (rgb & 0xff)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void rgb(BufferedImage image, int y, int[] row) {
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            // getRGB would convert by the gamma of linear grey and darken the scan.
            image.getRaster().getSamples(0, y, row.length, 1, 0, row);
            for (int x = 0; x < row.length; x++) {
                row[x] *= 0x010101;
            }
            return;
        }
        image.getRGB(0, y, row.length, 1, row, 0, row.length);
        ColorModel model = image.getColorModel();
        if (model.hasAlpha()) {
            for (int x = 0; x < row.length; x++) {
                row[x] = onWhite(row[x]);
            }
        }
    }

    private static int onWhite(int argb) {
        int alpha = argb >>> 24;
        int red = ((argb >> 16 & 0xff) * alpha + 255 * (255 - alpha)) / 255;
        int green = ((argb >> 8 & 0xff) * alpha + 255 * (255 - alpha)) / 255;
        int blue = ((argb & 0xff) * alpha + 255 * (255 - alpha)) / 255;
        return red << 16 | green << 8 | blue;
    }
}
