package org.kartoteka.server.filesystem;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends after a number of bytes. */
final class RangeInputStream extends FilterInputStream {
    private long leftBytes;

    RangeInputStream(InputStream in, long lengthBytes) {
        super(in);
        this.leftBytes = lengthBytes;
    }

    @Override
    public int read() throws IOException {
        if (leftBytes <= 0) {
            return -1;
        }
        int value = super.read();
        leftBytes -= value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (leftBytes <= 0) {
            return -1;
        }
        int n = super.read(buffer, offset, (int) Math.min(length, leftBytes));
        leftBytes -= Math.max(n, 0);
        return n;
    }

    @Override
    public long skip(long count) throws IOException {
        long n = super.skip(Math.min(count, leftBytes));
        leftBytes -= n;
        return n;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(super.available(), leftBytes);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
