package org.kartoteka.ingest.pdf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the header of an image file says of its size on paper. Nothing is decoded, and a broken header is no error: what it
 * does not say is 0.
 *
 * @param xDpi 0 where the file does not say
 */
record ScannedImage(Format format, int width, int height, double xDpi, double yDpi, Optional<Jpeg> jpeg) {
    private static final double INCH_IN_METRES = 0.0254;
    private static final double INCH_IN_CENTIMETRES = 2.54;

    enum Format {
        JPEG,
        PNG,
        TIFF,
        OTHER
    }

    /**
     * What a viewer must know to show JPEG bytes as they are.
     *
     * @param plain coded in one of the ways a PDF may hold: baseline or progressive, 8 bits
     * @param adobe written by a program of Adobe's, which stores four colours inverted
     */
    record Jpeg(int components, boolean plain, boolean adobe) {}

    static ScannedImage of(byte[] bytes) {
        try {
            if (startsWith(bytes, 0xFF, 0xD8)) {
                return jpeg(ByteBuffer.wrap(bytes));
            }
            if (startsWith(bytes, 0x89, 'P', 'N', 'G')) {
                return png(ByteBuffer.wrap(bytes));
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException | java.nio.BufferUnderflowException e) {
            return new ScannedImage(Format.OTHER, 0, 0, 0, 0, Optional.empty());
        }
        boolean tiff = startsWith(bytes, 'I', 'I') || startsWith(bytes, 'M', 'M');
        return new ScannedImage(tiff ? Format.TIFF : Format.OTHER, 0, 0, 0, 0, Optional.empty());
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static ScannedImage jpeg(ByteBuffer in) {
        double xDpi = 0;
        double yDpi = 0;
        boolean adobe = false;
        in.position(2);
        while (true) {
            int marker = in.getShort() & 0xFFFF;
            while (marker == 0xFFFF) {
                marker = 0xFF00 | (in.get() & 0xFF);
            }
            int size = in.getShort() & 0xFFFF;
            ByteBuffer segment = in.slice(in.position(), size - 2);
            in.position(in.position() + size - 2);
            if (marker == 0xFFE0 && text(segment, 5).equals("JFIF\0")) {
                int unit = segment.get(7);
                double scale = unit == 1 ? 1 : unit == 2 ? INCH_IN_CENTIMETRES : 0;
                xDpi = scale * (segment.getShort(8) & 0xFFFF);
                yDpi = scale * (segment.getShort(10) & 0xFFFF);
            } else if (marker == 0xFFE1 && xDpi == 0 && text(segment, 6).equals("Exif\0\0")) {
                double[] dpi = Exif.dpi(segment.slice(6, segment.limit() - 6));
                xDpi = dpi[0];
                yDpi = dpi[1];
            } else if (marker == 0xFFEE && text(segment, 5).equals("Adobe")) {
                adobe = true;
            } else if (marker >= 0xFFC0
                    && marker <= 0xFFCF
                    && marker != 0xFFC4
                    && marker != 0xFFC8
                    && marker != 0xFFCC) {
                boolean plain = marker <= 0xFFC2 && segment.get(0) == 8;
                return new ScannedImage(
                        Format.JPEG,
                        segment.getShort(3) & 0xFFFF,
                        segment.getShort(1) & 0xFFFF,
                        xDpi,
                        yDpi,
                        Optional.of(new Jpeg(segment.get(5), plain, adobe)));
            }
        }
    }

    private static ScannedImage png(ByteBuffer in) {
        int width = in.getInt(16);
        int height = in.getInt(20);
        in.position(8);
        while (true) {
            int size = in.getInt();
            int type = in.getInt();
            if (type == 0x70485973 && in.get(in.position() + 8) == 1) {
                double xDpi = in.getInt(in.position()) * INCH_IN_METRES;
                double yDpi = in.getInt(in.position() + 4) * INCH_IN_METRES;
                return new ScannedImage(Format.PNG, width, height, xDpi, yDpi, Optional.empty());
            }
            if (type == 0x49444154) {
                return new ScannedImage(Format.PNG, width, height, 0, 0, Optional.empty());
            }
            in.position(Math.addExact(in.position(), Math.addExact(size, 4)));
        }
    }

    private static String text(ByteBuffer bytes, int length) {
        byte[] start = new byte[Math.min(length, bytes.limit())];
        bytes.get(0, start);
        return new String(start, StandardCharsets.ISO_8859_1);
    }

    /** The first directory of an EXIF block, which is a TIFF. */
    private static final class Exif {
        private static final int X_RESOLUTION = 282;
        private static final int Y_RESOLUTION = 283;
        private static final int UNIT = 296;

        private Exif() {}

        static double[] dpi(ByteBuffer block) {
            double[] dpi = new double[2];
            double scale = 1;
            try {
                block.order(block.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
                int directory = block.getInt(4);
                int entries = block.getShort(directory) & 0xFFFF;
                for (int i = 0; i < entries; i++) {
                    int entry = directory + 2 + 12 * i;
                    switch (block.getShort(entry) & 0xFFFF) {
                        case X_RESOLUTION -> dpi[0] = ratio(block, block.getInt(entry + 8));
                        case Y_RESOLUTION -> dpi[1] = ratio(block, block.getInt(entry + 8));
                        case UNIT -> scale = block.getShort(entry + 8) == 3 ? INCH_IN_CENTIMETRES : 1;
                        default -> {
                            // Says nothing of the size on paper.
                        }
                    }
                }
            } catch (IndexOutOfBoundsException e) {
                return new double[2];
            }
            return new double[] {dpi[0] * scale, dpi[1] * scale};
        }

        private static double ratio(ByteBuffer block, int at) {
            long below = block.getInt(at + 4) & 0xFFFFFFFFL;
            return below == 0 ? 0 : (double) (block.getInt(at) & 0xFFFFFFFFL) / below;
        }
    }
}
