package org.kartoteka.ingest.page;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;
import org.kartoteka.ingest.Damage;

/** Reads the markers of a JPEG file up to its first scan, and looks whether the file is complete. */
final class JpegHeader {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP1 = 0xe1;
    private static final int ORIENTATION_TAG = 0x0112;
    private static final int MARKERS_MAX = 2_000;
    /** Cameras append previews and padding after the end marker; further back it is not looked for. */
    private static final int TAIL_BYTES = 1 << 20;

    private JpegHeader() {}

    /** @throws UnreadableException when the file is no JPEG, or cut off */
    static ImageHeader read(Path file) throws IOException, UnreadableException {
        try (FileWindow in = new FileWindow(file)) {
            ImageHeader header = readMarkers(in);
            if (!endsProperly(in)) {
                throw UnreadableException.damaged(Damage.JPEG_CUT_OFF);
            }
            return header;
        }
    }

    /** The header of JPEG data in memory; empty where it is broken. Whether the data is complete is not looked at. */
    static Optional<ImageHeader> read(byte[] bytes) throws IOException {
        try (FileWindow in = new FileWindow(bytes)) {
            return Optional.of(readMarkers(in));
        } catch (UnreadableException _) {
            return Optional.empty();
        }
    }

    private static ImageHeader readMarkers(FileWindow in) throws IOException, UnreadableException {
        if (in.u16(0) != 0xff00 + SOI) {
            throw UnreadableException.damaged(Damage.JPEG_START);
        }
        int turn = 0;
        ImageHeader header = null;
        long position = 2;
        for (int count = 0; count < MARKERS_MAX; count++) {
            while (in.u8(position) == 0xff && in.u8(position + 1) == 0xff) {
                position++;
            }
            if (in.u8(position) != 0xff) {
                throw UnreadableException.damaged(Damage.JPEG_MARKER);
            }
            int marker = in.u8(position + 1);
            if (marker == SOS) {
                break;
            }
            int size = in.u16(position + 2);
            if (size < 2) {
                throw UnreadableException.damaged(Damage.JPEG_MARKER);
            }
            if (isFrame(marker)) {
                header = new ImageHeader(in.u16(position + 7), in.u16(position + 5), in.u8(position + 9), 0);
            }
            if (marker == APP1 && turn == 0) {
                turn = turnByExif(in.bytes(position + 4, (int) Math.min(size - 2L, in.length() - position - 4)));
            }
            position += 2 + size;
        }
        if (header == null) {
            throw UnreadableException.damaged(Damage.JPEG_FRAME);
        }
        return new ImageHeader(header.width(), header.height(), header.samples(), turn);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static boolean endsProperly(FileWindow in) throws IOException, UnreadableException {
        int count = (int) Math.min(TAIL_BYTES, in.length());
        byte[] tail = in.bytes(in.length() - count, count);
        for (int i = tail.length - 2; i >= 0; i--) {
            if ((tail[i] & 0xff) == 0xff && (tail[i + 1] & 0xff) == EOI) {
                return true;
            }
        }
        return false;
    }

    /** Degrees by EXIF's orientation; a mirrored image is only turned. 0 where the block is missing or broken. */
    static int turnByExif(byte[] block) {
        if (block.length < 14 || block[0] != 'E' || block[1] != 'x' || block[2] != 'i' || block[3] != 'f') {
            return 0;
        }
        java.nio.ByteBuffer tiff =
                java.nio.ByteBuffer.wrap(block, 6, block.length - 6).slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return 0;
        }
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * 12;
            if (entry > tiff.limit() - 12) {
                return 0;
            }
            if ((tiff.getShort(entry) & 0xffff) == ORIENTATION_TAG) {
                return turnByOrientation(tiff.getShort(entry + 8) & 0xffff);
            }
        }
        return 0;
    }

    static int turnByOrientation(int orientation) {
        return switch (orientation) {
            case 3, 4 -> 180;
            case 5, 6 -> 90;
            case 7, 8 -> 270;
            default -> 0;
        };
    }
}
