package org.kartoteka.routes.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongBinaryOperator;

/**
 * Whether a TIFF is all there: the chain of its directories ends, and every strip and tile lies within the file. Knows
 * classic and big TIFF, both byte orders. Gives up on a ring of directories and on more entries and strips than it has time
 * for, and calls that complete: reading will judge it.
 */
final class TiffEnd {
    private static final int ENTRIES_MAX = 4_096;

    /** Entries, strips and tiles looked at in one file. */
    private static final int LOOKS_MAX = 100_000;

    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_SIZES = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_SIZES = 325;

    private final SeekableByteChannel channel;
    private final ByteOrder order;
    private final boolean big;
    private final long size;
    private int looks;

    private TiffEnd(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
        byte[] head = CheckCompleteness.read(channel, 0, 4);
        this.order = head[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        this.big = head[order == ByteOrder.LITTLE_ENDIAN ? 2 : 3] == 43;
    }

    static boolean reached(SeekableByteChannel channel) throws IOException {
        TiffEnd tiff = new TiffEnd(channel);
        try {
            return tiff.reached();
        } catch (Truncated e) {
            return false;
        }
    }

    private boolean reached() throws IOException, Truncated {
        long directory = big ? number(8, 8) : number(4, 4);
        if (directory == 0) {
            return false;
        }
        Set<Long> seen = new HashSet<>();
        while (directory != 0 && looks < LOOKS_MAX && seen.add(directory)) {
            directory = afterDirectory(directory);
        }
        return true;
    }

    /** Checks one directory and returns where the next one is; 0 = none. */
    private long afterDirectory(long at) throws IOException, Truncated {
        long entries = number(at, big ? 8 : 2);
        if (entries == 0) {
            throw new Truncated();
        }
        if (entries < 0 || entries > ENTRIES_MAX) {
            return 0;
        }
        looks += (int) entries;
        int entryBytes = big ? 20 : 12;
        long firstEntry = at + (big ? 8 : 2);
        Map<Integer, Values> values = new HashMap<>();
        for (long entry = firstEntry; entry < firstEntry + entries * entryBytes; entry += entryBytes) {
            values.put((int) number(entry, 2), values(entry));
        }
        checkPieces(values.get(STRIP_OFFSETS), values.get(STRIP_SIZES));
        checkPieces(values.get(TILE_OFFSETS), values.get(TILE_SIZES));
        return number(firstEntry + entries * entryBytes, big ? 8 : 4);
    }

    private void checkPieces(
            @org.jspecify.annotations.Nullable Values offsets, @org.jspecify.annotations.Nullable Values sizes)
            throws IOException, Truncated {
        if (offsets == null || sizes == null) {
            return;
        }
        LongBinaryOperator end = Math::addExact;
        for (long i = 0; i < Math.min(offsets.count(), sizes.count()) && looks < LOOKS_MAX; i++, looks++) {
            long offset = number(offsets.at() + i * offsets.bytes(), offsets.bytes());
            long length = number(sizes.at() + i * sizes.bytes(), sizes.bytes());
            if (offset < 0 || length < 0 || length > size || end.applyAsLong(Math.min(offset, size), length) > size) {
                throw new Truncated();
            }
        }
    }

    /** Where an entry's values are: inside the entry where they fit, else where it points. */
    private record Values(long at, long count, int bytes) {}

    private Values values(long entry) throws IOException, Truncated {
        int type = (int) number(entry + 2, 2);
        long count = number(entry + 4, big ? 8 : 4);
        int bytes = switch (type) {
            case 3, 8 -> 2;
            case 4, 9, 11, 13 -> 4;
            case 5, 10, 12, 16, 17, 18 -> 8;
            default -> 1;
        };
        long field = entry + (big ? 12 : 8);
        boolean inside = count <= (big ? 8 : 4) / bytes;
        return new Values(inside ? field : number(field, big ? 8 : 4), count, bytes);
    }

    private byte[] window = new byte[0];
    private long windowAt;

    private long number(long at, int bytes) throws IOException, Truncated {
        if (at < 0 || at > size - bytes) {
            throw new Truncated();
        }
        if (at < windowAt || at + bytes > windowAt + window.length) {
            window = CheckCompleteness.read(channel, at, 8_192);
            windowAt = at;
        }
        ByteBuffer buffer = ByteBuffer.wrap(window).order(order);
        int i = (int) (at - windowAt);
        if (i + bytes > window.length) {
            throw new Truncated();
        }
        return switch (bytes) {
            case 1 -> buffer.get(i) & 0xFFL;
            case 2 -> buffer.getShort(i) & 0xFFFFL;
            case 4 -> buffer.getInt(i) & 0xFFFFFFFFL;
            default -> buffer.getLong(i);
        };
    }

    /** Something points behind the end of the file, or to where nothing was written yet. */
    private static final class Truncated extends Exception {
        private static final long serialVersionUID = 1L;

        Truncated() {
            super("", null, false, false);
        }
    }
}
