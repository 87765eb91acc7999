package org.kartoteka.ingest.page;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kartoteka.ingest.Damage;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal;

/**
 * The directories of a TIFF (classic or BigTIFF), walked with a guard against loops.
 *
 * <p>A file that is cut off is refused as a whole, though its first frames may be good: archived in part it would pass for
 * complete. Reduced images (previews) and transparency masks are no pages.
 */
final class TiffFile implements Closeable {
    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    static final int COMPRESSION = 259;
    static final int STRIP_OFFSETS = 273;
    private static final int ORIENTATION = 274;
    private static final int SAMPLES_PER_PIXEL = 277;
    static final int STRIP_BYTE_COUNTS = 279;
    private static final int X_RESOLUTION = 282;
    private static final int Y_RESOLUTION = 283;
    private static final int RESOLUTION_UNIT = 296;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTE_COUNTS = 325;
    private static final int JPEG_INTERCHANGE_OFFSET = 513;
    private static final int ENTRIES_MAX = 1_000;
    private static final int CHUNKS_MAX = 1_000_000;
    private static final int CENTIMETRE = 3;
    private static final int OLD_JPEG = 6;

    private final FileWindow in;
    private final boolean big;
    private final List<Frame> frames = new ArrayList<>();

    /**
     * One image of the file.
     *
     * @param index of its directory in the file, previews counted
     * @param xDpi of the image once its orientation tag was obeyed; 0 = not said
     */
    record Frame(int index, ImageHeader header, int compression, double xDpi, double yDpi, List<Entry> entries) {
        boolean oldJpeg() {
            return compression == OLD_JPEG;
        }
    }

    /** A directory entry; {@code valueOffset} is where its values stand, inline or not. */
    record Entry(int tag, int type, long count, long valueOffset) {}

    TiffFile(Path file, Limits limits) throws IOException, UnreadableException {
        in = new FileWindow(file);
        try {
            in.order(in.u16(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int version = in.u16(2);
            if (version != 42 && version != 43) {
                throw UnreadableException.damaged(Damage.TIFF_HEADER);
            }
            big = version == 43;
            walk(big ? in.i64(8) : in.u32(4), limits);
        } catch (IOException | UnreadableException e) {
            in.close();
            throw e;
        }
    }

    /** Pages in order; at least one. */
    List<Frame> frames() {
        return frames;
    }

    FileWindow window() {
        return in;
    }

    private void walk(long first, Limits limits) throws IOException, UnreadableException {
        Set<Long> seen = new HashSet<>();
        long offset = first;
        for (int index = 0; offset != 0; index++) {
            if (!seen.add(offset)) {
                throw UnreadableException.damaged(Damage.TIFF_DIRECTORY_LOOP);
            }
            long count = big ? in.i64(offset) : in.u16(offset);
            if (count < 1 || count > ENTRIES_MAX) {
                throw UnreadableException.damaged(Damage.TIFF_DIRECTORY);
            }
            List<Entry> entries = entries(offset, (int) count);
            if ((single(entries, NEW_SUBFILE_TYPE, 0) & 5) == 0) {
                frames.add(frame(index, entries, limits));
            }
            if (frames.size() > limits.pagesMax() || seen.size() > 4L * limits.pagesMax()) {
                throw UnreadableException.over(Refusal.Code.TOO_MANY_PAGES, limits.pagesMax(), frames.size());
            }
            offset = big ? in.i64(offset + 8 + 20 * count) : in.u32(offset + 2 + 12 * count);
        }
        if (frames.isEmpty()) {
            throw new UnreadableException(Refusal.of(Refusal.Code.NO_PAGES));
        }
    }

    private List<Entry> entries(long directory, int count) throws IOException, UnreadableException {
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long at = big ? directory + 8 + 20L * i : directory + 2 + 12L * i;
            int type = in.u16(at + 2);
            long values = big ? in.i64(at + 4) : in.u32(at + 4);
            long inline = big ? at + 12 : at + 8;
            boolean fits = values >= 0 && values <= (big ? 8 : 4) / size(type);
            long offset = fits ? inline : big ? in.i64(inline) : in.u32(inline);
            entries.add(new Entry(in.u16(at), type, values, offset));
        }
        return entries;
    }

    private Frame frame(int index, List<Entry> entries, Limits limits) throws IOException, UnreadableException {
        int orientation = (int) single(entries, ORIENTATION, 1);
        ImageHeader header = new ImageHeader(
                single(entries, WIDTH, 0), single(entries, HEIGHT, 0), (int) single(entries, SAMPLES_PER_PIXEL, 1), 0);
        header.admit(limits);
        int compression = (int) single(entries, COMPRESSION, 1);
        if (compression != OLD_JPEG || find(entries, JPEG_INTERCHANGE_OFFSET) == null) {
            checkChunks(entries);
        }
        double scale = single(entries, RESOLUTION_UNIT, 2) == CENTIMETRE ? 2.54 : 1;
        double x = ratio(entries, X_RESOLUTION) * scale;
        double y = ratio(entries, Y_RESOLUTION) * scale;
        boolean sideways = orientation >= 5 && orientation <= 8;
        return new Frame(index, header, compression, sideways ? y : x, sideways ? x : y, entries);
    }

    private void checkChunks(List<Entry> entries) throws IOException, UnreadableException {
        long[] offsets = values(entries, TILE_OFFSETS, STRIP_OFFSETS);
        long[] counts = values(entries, TILE_BYTE_COUNTS, STRIP_BYTE_COUNTS);
        if (offsets.length == 0) {
            throw UnreadableException.damaged(Damage.TIFF_NO_IMAGE);
        }
        for (int i = 0; i < offsets.length; i++) {
            // Some writers leave the counts out; libtiff then reads to the end of the file.
            long count = i < counts.length ? counts[i] : 1;
            if (offsets[i] < 0 || count < 0 || offsets[i] > in.length() - count) {
                throw UnreadableException.damaged(Damage.TIFF_CUT_OFF);
            }
        }
    }

    long[] values(List<Entry> entries, int tag, int otherTag) throws IOException, UnreadableException {
        Entry entry = find(entries, tag);
        if (entry == null) {
            entry = find(entries, otherTag);
        }
        if (entry == null) {
            return new long[0];
        }
        if (entry.count() < 0 || entry.count() > CHUNKS_MAX) {
            throw UnreadableException.damaged(Damage.TIFF_DIRECTORY);
        }
        long[] values = new long[(int) entry.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(entry, i);
        }
        return values;
    }

    private long single(List<Entry> entries, int tag, long otherwise) throws IOException, UnreadableException {
        Entry entry = find(entries, tag);
        return entry == null || entry.count() < 1 ? otherwise : value(entry, 0);
    }

    private double ratio(List<Entry> entries, int tag) throws IOException, UnreadableException {
        Entry entry = find(entries, tag);
        if (entry == null || entry.type() != 5) {
            return 0;
        }
        long denominator = in.u32(entry.valueOffset() + 4);
        double ratio = denominator == 0 ? 0 : (double) in.u32(entry.valueOffset()) / denominator;
        return ratio > 20 && ratio < 10_000 ? ratio : 0;
    }

    private long value(Entry entry, int i) throws IOException, UnreadableException {
        long at = entry.valueOffset() + (long) i * size(entry.type());
        return switch (size(entry.type())) {
            case 1 -> in.u8(at);
            case 2 -> in.u16(at);
            case 4 -> in.u32(at);
            default -> in.i64(at);
        };
    }

    private static @Nullable Entry find(List<Entry> entries, int tag) {
        for (Entry entry : entries) {
            if (entry.tag() == tag) {
                return entry;
            }
        }
        return null;
    }

    static int size(int type) {
        return switch (type) {
            case 3, 8 -> 2;
            case 4, 9, 11, 13 -> 4;
            case 5, 10, 12, 16, 17, 18 -> 8;
            default -> 1;
        };
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
