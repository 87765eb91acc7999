package org.kartoteka.ingest.page;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.kartoteka.ingest.Damage;

/** Reads numbers and small pieces anywhere in a file without ever holding the file. One thread. */
final class FileWindow implements Closeable {
    private static final int WINDOW_BYTES = 64 * 1024;

    private final @Nullable FileChannel channel;
    private final long length;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowStart;
    private ByteOrder order = ByteOrder.BIG_ENDIAN;

    FileWindow(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        length = channel.size();
    }

    /** Over bytes that are in memory already. */
    FileWindow(byte[] bytes) {
        channel = null;
        length = bytes.length;
        window = ByteBuffer.wrap(bytes);
    }

    long length() {
        return length;
    }

    void order(ByteOrder order) {
        this.order = order;
    }

    int u8(long offset) throws IOException, UnreadableException {
        return at(offset, 1).get() & 0xff;
    }

    int u16(long offset) throws IOException, UnreadableException {
        return at(offset, 2).getShort() & 0xffff;
    }

    long u32(long offset) throws IOException, UnreadableException {
        return at(offset, 4).getInt() & 0xffff_ffffL;
    }

    long i64(long offset) throws IOException, UnreadableException {
        return at(offset, 8).getLong();
    }

    /** @throws UnreadableException when the file ends before */
    byte[] bytes(long offset, int count) throws IOException, UnreadableException {
        if (offset < 0 || count < 0 || offset > length - count) {
            throw UnreadableException.damaged(Damage.ENDS_TOO_EARLY);
        }
        byte[] bytes = new byte[count];
        if (channel == null) {
            window.get((int) offset, bytes);
            return bytes;
        }
        fill(channel, ByteBuffer.wrap(bytes), offset);
        return bytes;
    }

    private ByteBuffer at(long offset, int count) throws IOException, UnreadableException {
        if (offset < 0 || offset > length - count) {
            throw UnreadableException.damaged(Damage.ENDS_TOO_EARLY);
        }
        boolean outside = offset < windowStart || offset + count > windowStart + window.limit();
        if (channel != null && outside) {
            window = ByteBuffer.allocate((int) Math.min(WINDOW_BYTES, length - offset));
            fill(channel, window, offset);
            windowStart = offset;
        }
        window.order(order).position((int) (offset - windowStart));
        return window;
    }

    private static void fill(FileChannel channel, ByteBuffer target, long offset) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target, offset + target.position()) < 0) {
                throw new IOException("file became shorter while it was read");
            }
        }
        target.flip();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
