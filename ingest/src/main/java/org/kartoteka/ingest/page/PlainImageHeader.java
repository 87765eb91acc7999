package org.kartoteka.ingest.page;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.kartoteka.ingest.Damage;

/** Sizes of GIF, BMP and WebP images. */
final class PlainImageHeader {
    private PlainImageHeader() {}

    static ImageHeader readGif(Path file) throws IOException, UnreadableException {
        try (FileWindow in = new FileWindow(file)) {
            in.order(ByteOrder.LITTLE_ENDIAN);
            ImageHeader header = new ImageHeader(in.u16(6), in.u16(8), 3, 0);
            // The trailer is one byte; encoders may pad with zeros after it.
            int tail = (int) Math.min(1024, in.length());
            byte[] end = in.bytes(in.length() - tail, tail);
            int last = tail - 1;
            while (last > 0 && end[last] == 0) {
                last--;
            }
            if (end[last] == 0x3b) {
                return header;
            }
            throw UnreadableException.damaged(Damage.GIF_CUT_OFF);
        }
    }

    static ImageHeader readBmp(Path file) throws IOException, UnreadableException {
        try (FileWindow in = new FileWindow(file)) {
            in.order(ByteOrder.LITTLE_ENDIAN);
            boolean old = in.u32(14) == 12;
            long width = old ? in.u16(18) : (int) in.u32(18);
            long height = old ? in.u16(20) : Math.abs((long) (int) in.u32(22));
            long bits = old ? in.u16(24) : in.u16(28);
            boolean packed = !old && in.u32(30) != 0;
            long rows = width < 0 ? 0 : (width * bits + 31) / 32 * 4 * height;
            if (!packed && in.u32(10) + rows > in.length()) {
                throw UnreadableException.damaged(Damage.BMP_CUT_OFF);
            }
            return new ImageHeader(width, height, 3, 0);
        }
    }

    static ImageHeader readWebp(Path file) throws IOException, UnreadableException {
        try (FileWindow in = new FileWindow(file)) {
            in.order(ByteOrder.LITTLE_ENDIAN);
            if (in.u32(4) + 8 > in.length()) {
                throw UnreadableException.damaged(Damage.WEBP_CUT_OFF);
            }
            return switch (in.u8(15)) {
                case ' ' -> new ImageHeader(in.u16(26) & 0x3fff, in.u16(28) & 0x3fff, 3, 0);
                case 'L' -> {
                    long bits = in.u32(21);
                    yield new ImageHeader((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1, 3, 0);
                }
                case 'X' -> new ImageHeader((in.u32(24) & 0xff_ffff) + 1, (in.u32(27) & 0xff_ffff) + 1, 3, 0);
                default -> throw UnreadableException.damaged(Damage.WEBP_HEADER);
            };
        }
    }
}
