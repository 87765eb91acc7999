package org.kartoteka.ingest.page;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.kartoteka.ingest.Damage;

/** Wraps image data into a TIFF of one frame without touching it. */
final class TiffWriter {
    static final int UNCOMPRESSED = 1;
    static final int GROUP_4 = 4;

    private TiffWriter() {}

    /**
     * A black and white image.
     *
     * @param blackIsZero whether a 0 bit is black (a coded black run, for fax data, counts as a 1 bit)
     * @param xDpi resolution across; 0 = unknown
     * @param yDpi resolution downwards
     */
    record Bilevel(int width, int height, int compression, boolean blackIsZero, double xDpi, double yDpi) {}

    static byte[] wrap(Bilevel image, byte[] data) {
        int entries = 12;
        int directory = 8;
        int rationals = directory + 2 + entries * 12 + 4;
        int start = rationals + 16;
        ByteBuffer out = ByteBuffer.allocate(start + data.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I')
                .put((byte) 'I')
                .putShort((short) 42)
                .putInt(directory)
                .putShort((short) entries);
        entry(out, 254, 4, 0);
        entry(out, 256, 4, image.width());
        entry(out, 257, 4, image.height());
        entry(out, 258, 3, 1);
        entry(out, TiffFile.COMPRESSION, 3, image.compression());
        entry(out, 262, 3, image.blackIsZero() ? 1 : 0);
        entry(out, TiffFile.STRIP_OFFSETS, 4, start);
        entry(out, 278, 4, image.height());
        entry(out, TiffFile.STRIP_BYTE_COUNTS, 4, data.length);
        entry(out, 282, 5, rationals);
        entry(out, 283, 5, rationals + 8);
        entry(out, 296, 3, 2);
        out.putInt(0);
        out.putInt((int) Math.round(image.xDpi() * 1000)).putInt(1000);
        out.putInt((int) Math.round(image.yDpi() * 1000)).putInt(1000);
        return out.put(data).array();
    }

    private static void entry(ByteBuffer out, int tag, int type, int value) {
        out.putShort((short) tag).putShort((short) type).putInt(1).putInt(value);
    }

    /**
     * Takes one frame out of a file of many.
     *
     * @param bytesMax of the copy
     */
    static byte[] extract(TiffFile file, TiffFile.Frame frame, long bytesMax) throws IOException, UnreadableException {
        FileWindow in = file.window();
        long[] offsets = file.values(frame.entries(), TiffFile.TILE_OFFSETS, TiffFile.STRIP_OFFSETS);
        long[] counts = file.values(frame.entries(), TiffFile.TILE_BYTE_COUNTS, TiffFile.STRIP_BYTE_COUNTS);
        if (counts.length != offsets.length) {
            throw UnreadableException.damaged(Damage.TIFF_DIRECTORY);
        }
        Copy copy = new Copy(in, bytesMax);
        List<TiffFile.Entry> kept = new ArrayList<>();
        for (TiffFile.Entry entry : frame.entries()) {
            // Directories of their own (EXIF, GPS, previews) stay behind.
            if (entry.tag() != 330 && entry.tag() != 34665 && entry.tag() != 34853) {
                kept.add(entry);
            }
        }
        copy.write(kept, offsets, counts);
        return copy.out.toByteArray();
    }

    /** Writes in the byte order of the source, so that values are copied as they are. Always classic TIFF. */
    private static final class Copy {
        private final FileWindow in;
        private final long bytesMax;
        private final java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        private final boolean little;

        Copy(FileWindow in, long bytesMax) throws IOException, UnreadableException {
            this.in = in;
            this.bytesMax = bytesMax;
            this.little = in.u8(0) == 'I';
        }

        void write(List<TiffFile.Entry> entries, long[] offsets, long[] counts)
                throws IOException, UnreadableException {
            long dataStart = 8L + 2 + entries.size() * 12L + 4;
            List<byte[]> outside = new ArrayList<>();
            byte[] headBytes = new byte[(int) dataStart];
            ByteBuffer head = over(headBytes);
            head.put((byte) (little ? 'I' : 'M')).put((byte) (little ? 'I' : 'M'));
            head.putShort((short) 42).putInt(8).putShort((short) entries.size());
            long next = dataStart;
            List<byte[]> values = new ArrayList<>();
            for (TiffFile.Entry entry : entries) {
                byte[] value = isOffsets(entry.tag()) || isCounts(entry.tag())
                        ? new byte[offsets.length * 4]
                        : in.bytes(entry.valueOffset(), valueBytes(entry));
                values.add(value);
                next += value.length > 4 ? value.length + (value.length & 1) : 0;
            }
            long[] moved = new long[offsets.length];
            for (int i = 0; i < offsets.length; i++) {
                moved[i] = next;
                next += counts[i] + (counts[i] & 1);
                if (next > bytesMax) {
                    throw UnreadableException.over(org.kartoteka.ingest.Refusal.Code.TOO_LARGE, bytesMax, next);
                }
            }
            long outsideAt = dataStart;
            for (int i = 0; i < entries.size(); i++) {
                TiffFile.Entry entry = entries.get(i);
                boolean renumbered = isOffsets(entry.tag()) || isCounts(entry.tag());
                byte[] value = isOffsets(entry.tag())
                        ? numbers(moved)
                        : isCounts(entry.tag()) ? numbers(counts) : values.get(i);
                head.putShort((short) entry.tag()).putShort((short) (renumbered ? 4 : entry.type()));
                head.putInt(renumbered ? offsets.length : (int) entry.count());
                if (value.length <= 4) {
                    head.put(value).put(new byte[4 - value.length]);
                    continue;
                }
                head.putInt((int) outsideAt);
                outsideAt += value.length + (value.length & 1);
                outside.add(value);
            }
            head.putInt(0);
            out.writeBytes(headBytes);
            outside.forEach(this::padded);
            for (int i = 0; i < offsets.length; i++) {
                padded(in.bytes(offsets[i], Math.toIntExact(counts[i])));
            }
        }

        private int valueBytes(TiffFile.Entry entry) throws UnreadableException {
            int size = TiffFile.size(entry.type());
            if (entry.count() < 0 || entry.count() > bytesMax / size) {
                throw UnreadableException.damaged(Damage.TIFF_DIRECTORY);
            }
            return (int) entry.count() * size;
        }

        private void padded(byte[] value) {
            out.writeBytes(value);
            if ((value.length & 1) == 1) {
                out.write(0);
            }
        }

        private byte[] numbers(long[] values) {
            byte[] bytes = new byte[values.length * 4];
            ByteBuffer buffer = over(bytes);
            for (long value : values) {
                buffer.putInt((int) value);
            }
            return bytes;
        }

        private ByteBuffer over(byte[] bytes) {
            return ByteBuffer.wrap(bytes).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        }

        private static boolean isOffsets(int tag) {
            return tag == TiffFile.STRIP_OFFSETS || tag == TiffFile.TILE_OFFSETS;
        }

        private static boolean isCounts(int tag) {
            return tag == TiffFile.STRIP_BYTE_COUNTS || tag == TiffFile.TILE_BYTE_COUNTS;
        }
    }
}
