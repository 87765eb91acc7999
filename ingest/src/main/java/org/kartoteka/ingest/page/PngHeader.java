package org.kartoteka.ingest.page;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.kartoteka.ingest.Damage;

/** Reads a PNG's header and checks that all its chunks are there and whole, without unpacking any. */
final class PngHeader {
    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;

    private PngHeader() {}

    static ImageHeader read(Path file) throws IOException, UnreadableException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 64 * 1024)) {
            return read(raw);
        } catch (EOFException _) {
            throw UnreadableException.damaged(Damage.PNG_CUT_OFF);
        }
    }

    private static ImageHeader read(InputStream raw) throws IOException, UnreadableException {
        CRC32 crc = new CRC32();
        DataInputStream in = new DataInputStream(new CheckedInputStream(raw, crc));
        if (in.readLong() != SIGNATURE) {
            throw UnreadableException.damaged(Damage.PNG_START);
        }
        ImageHeader header = null;
        boolean image = false;
        while (true) {
            long size = in.readInt() & 0xffff_ffffL;
            crc.reset();
            int type = in.readInt();
            if (header == null && (type != IHDR || size != 13)) {
                throw UnreadableException.damaged(Damage.PNG_HEADER);
            }
            long left = size;
            if (type == IHDR) {
                header = header(in);
                left = 0;
            }
            in.skipNBytes(left);
            long computed = crc.getValue();
            long stored = in.readInt() & 0xffff_ffffL;
            boolean matters = type == IHDR || type == IDAT;
            if (matters && computed != stored) {
                throw UnreadableException.damaged(Damage.PNG_CHECKSUM);
            }
            image |= type == IDAT;
            if (type == IEND) {
                if (!image || header == null) {
                    throw UnreadableException.damaged(Damage.PNG_IMAGE);
                }
                return header;
            }
        }
    }

    private static ImageHeader header(DataInputStream in) throws IOException {
        long width = in.readInt() & 0xffff_ffffL;
        long height = in.readInt() & 0xffff_ffffL;
        in.readUnsignedByte();
        int colourType = in.readUnsignedByte();
        in.skipNBytes(3);
        int samples = switch (colourType) {
            case 2, 3 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
        return new ImageHeader(width, height, samples, 0);
    }
}
