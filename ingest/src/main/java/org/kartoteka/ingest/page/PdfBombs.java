package org.kartoteka.ingest.page;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.kartoteka.ingest.Refusal;

/**
 * Looks through the raw bytes of a PDF for compressed streams that would unpack without end. PDFBox unpacks a stream into
 * memory before anybody can stop it, and some of them already while it opens the file.
 */
final class PdfBombs {
    /** An A4 page in colour at 600 dpi unpacks to 104 MB. */
    static final int STREAM_BYTES_MAX = 128 << 20;

    private static final byte[] KEYWORD = {'s', 't', 'r', 'e', 'a', 'm'};

    private PdfBombs() {}

    static void refuse(Path file) throws IOException, UnreadableException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            int matched = 0;
            int next = in.read();
            while (next >= 0) {
                if (next == KEYWORD[matched]) {
                    matched++;
                } else {
                    matched = next == KEYWORD[0] ? 1 : 0;
                }
                if (matched == KEYWORD.length) {
                    matched = 0;
                    next = afterKeyword(in);
                    continue;
                }
                next = in.read();
            }
        }
    }

    /** Returns the next byte to look at. */
    private static int afterKeyword(InputStream in) throws IOException, UnreadableException {
        int next = in.read();
        if (next == '\r') {
            next = in.read();
        }
        if (next != '\n') {
            return next;
        }
        in.mark(4);
        int first = in.read();
        int second = in.read();
        in.reset();
        if (isZlib(first, second)) {
            in.mark(0);
            count(in);
        }
        return in.read();
    }

    private static boolean isZlib(int first, int second) {
        return (first & 0x0f) == 8 && (first >> 4) <= 7 && second >= 0 && (first << 8 | second) % 31 == 0;
    }

    private static void count(InputStream in) throws IOException, UnreadableException {
        byte[] input = new byte[1 << 13];
        byte[] output = new byte[1 << 16];
        Inflater outer = new Inflater();
        Inflater inner = new Inflater();
        try {
            int read = 0;
            long total = 0;
            boolean nested = false;
            while (!outer.finished() && !outer.needsDictionary()) {
                if (outer.needsInput()) {
                    in.mark(input.length);
                    read = in.read(input);
                    if (read < 0) {
                        return;
                    }
                    outer.setInput(input, 0, read);
                }
                int produced = outer.inflate(output);
                nested |= total == 0 && produced > 1 && isZlib(output[0] & 0xff, output[1] & 0xff);
                total += produced;
                if (nested) {
                    total += inflateInner(inner, output, produced);
                }
                if (total > STREAM_BYTES_MAX) {
                    throw UnreadableException.over(Refusal.Code.EXPANDS_TOO_FAR, STREAM_BYTES_MAX, total);
                }
            }
            // What follows the stream was read with it, and may begin another one.
            int used = read - outer.getRemaining();
            in.reset();
            in.skipNBytes(used);
        } catch (DataFormatException _) {
            // Broken or encrypted, there is nothing to unpack; what was read is looked through again.
            in.reset();
        } finally {
            outer.end();
            inner.end();
        }
    }

    private static long inflateInner(Inflater inner, byte[] data, int length) {
        byte[] output = new byte[1 << 16];
        long total = 0;
        try {
            inner.setInput(data, 0, length);
            while (!inner.finished() && !inner.needsInput() && total <= STREAM_BYTES_MAX) {
                int produced = inner.inflate(output);
                if (produced == 0) {
                    break;
                }
                total += produced;
            }
        } catch (DataFormatException _) {
            // It only looked like a stream within the stream.
        }
        return total;
    }
}
